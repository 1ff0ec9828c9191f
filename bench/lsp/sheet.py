"""What one server needed and found."""

import statistics
from collections import defaultdict
from dataclasses import dataclass, field


@dataclass
class Sheet:
    """Times in milliseconds by question, and what was found; a question without times had no answer."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    found: dict[str, str] = field(default_factory=dict[str, str])
    memory: list[int] = field(default_factory=list[int])
    own_memory: list[int] = field(default_factory=list[int])
    """Bytes of the server's own processes: those that run the same program."""

    def median(self, question: str) -> float | None:
        """The middle of all rounds; None without an answer."""
        times = self.times.get(question)
        return statistics.median(times) if times else None

    def percentile(self, question: str, share: float) -> float | None:
        """The time that this share of all answers needed at most."""
        times = sorted(self.times.get(question, ()))
        return times[min(len(times) - 1, int(len(times) * share))] if times else None
