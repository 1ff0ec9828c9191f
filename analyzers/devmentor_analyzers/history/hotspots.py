"""Hotspots: code that is both hard to understand and often changed, where work is dearest.

After Adam Tornhill, "Your Code as a Crime Scene" (2015): revisions times complexity.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from devmentor_analyzers.history.past import Past

_MOST_MEASURED = 200
"""Files that are parsed: those that change most. One that hardly changes is no hotspot."""


@dataclass(frozen=True, slots=True)
class Hotspot:
    """One file."""

    path: str
    commits: int
    complexity: int
    """Cognitive complexity of all its functions."""

    authors: int

    @property
    def score(self) -> int:
        """What the files are ranked by."""
        return self.commits * self.complexity


def hotspots(
    past: Past, files: Iterable[str], complexity: Callable[[str], int | None]
) -> list[Hotspot]:
    """Rank files that are code, the hottest first; those without any complexity are left out."""
    changes = churn(past)
    ranked = sorted((each for each in files if changes[each]), key=lambda each: -changes[each])
    found: list[Hotspot] = []
    authors = authors_of(past)
    for path in ranked[:_MOST_MEASURED]:
        if complex_ := complexity(path):
            found.append(Hotspot(path, changes[path], complex_, len(authors[path])))
    return sorted(found, key=lambda each: (-each.score, each.path))


def churn(past: Past) -> Counter[str]:
    """How many commits changed each file."""
    return Counter(path for commit in past.commits for path in commit.files)


def authors_of(past: Past) -> dict[str, Counter[int]]:
    """For each file how many of its commits are whose."""
    found: dict[str, Counter[int]] = {}
    for commit in past.commits:
        for path in commit.files:
            found.setdefault(path, Counter())[commit.author] += 1
    return found
