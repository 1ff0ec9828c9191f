"""Who knows a file or folder, and how many people the knowledge hangs on."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Ownership:
    """Whose commits a file or folder is made of."""

    path: str
    """Empty for the whole repository; a folder's ends with a slash."""

    commits: int
    owner: int
    """Who made most of the commits."""

    share: float
    """The owner's part of them, up to 1."""

    authors: int
    bus_factor: int
    """The fewest people who together made more than half of the commits."""


def ownership(path: str, authors: Counter[int]) -> Ownership:
    """Whose something is; `authors` says how many commits are whose, and is not empty."""
    ((owner, most),) = authors.most_common(1)
    total = authors.total()
    return Ownership(path, total, owner, most / total, len(authors), _bus_factor(authors))


def folders(authors: Mapping[str, Counter[int]], files: Iterable[str], top: str) -> list[Ownership]:
    """The folder `top` (empty, or with a slash at its end) and those just inside it, by commits.

    A commit counts once for each file it changed: who changes many files knows more of them.
    """
    found: dict[str, Counter[int]] = {}
    for path in files:
        if path in authors and path.startswith(top):
            inside = PurePosixPath(path[len(top) :]).parts
            found.setdefault(top, Counter()).update(authors[path])
            if len(inside) > 1:
                found.setdefault(f"{top}{inside[0]}/", Counter()).update(authors[path])
    owned = [ownership(path, counted) for path, counted in found.items()]
    return sorted(owned, key=lambda each: (each.path != top, -each.commits, each.path))


def _bus_factor(authors: Counter[int]) -> int:
    left, people = authors.total() / 2, 0
    for _, commits in authors.most_common():
        people, left = people + 1, left - commits
        if left < 0:
            break
    return people
