"""What the process that updates an index and the one that started it tell each other."""

from dataclasses import dataclass
from typing import Final, Literal

HOLD: Final = b"hold\n"
GO: Final = b"go\n"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended. `detail` is for people."""

    state: Literal["done", "grown", "refused", "failed"]
    """`grown`: it took too much memory, and the next run goes on; `refused`: too many files."""

    files: int = 0
    """In the index when `done`, else looked at by this run."""

    detail: str = ""
