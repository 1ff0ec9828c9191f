"""What has which name, found by what was typed of it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from sys import intern
from typing import Generic, TypeVar

T = TypeVar("T")
_LAST = "\U0010ffff"
"""Behind every other character."""


class NameTable(Generic[T]):
    """Names in lower case, so that a search of 100,000 takes a few milliseconds."""

    def __init__(self) -> None:
        self._named: dict[str, list[T]] = {}
        self._sorted: list[str] = []
        self._fresh: list[str] = []
        """Names that are not among the sorted yet."""

        self._text: str | None = None
        """All of them, one a line; None when there are others since."""

    def add(self, named: Iterable[tuple[str, T]]) -> None:
        """Take things by their names."""
        for name, thing in named:
            if (same := self._named.get(name)) is None:
                self._named[intern(name)] = [thing]
                self._fresh.append(intern(name))
                self._text = None
            else:
                same.append(thing)

    def remove(self, named: Iterable[tuple[str, T]]) -> None:
        """Forget what was added."""
        for name, thing in named:
            same = self._named[name]
            same.remove(thing)
            if not same:
                del self._named[name]
                del self._names()[bisect_left(self._sorted, name)]
                self._text = None

    def named(self, name: str) -> Sequence[T]:
        """What has this name."""
        return self._named[name]

    def beginning(self, typed: str) -> list[str]:
        """Names that begin with what was typed, the shortest first."""
        names = self._names()
        first, last = (bisect_left(names, each) for each in (typed, typed + _LAST))
        return sorted(names[first:last], key=len)

    def like(self, typed: str) -> Iterator[list[str]]:
        """First those names, then others that hold it, and at last those with its letters in order."""
        yield self.beginning(typed)
        others = [name for name in self._with_letters(typed) if not name.startswith(typed)]
        others.sort(key=len)
        yield [name for name in others if typed in name]
        yield [name for name in others if typed not in name]

    def _names(self) -> list[str]:
        if self._fresh:
            self._sorted += sorted(self._fresh)
            self._sorted.sort()  # two runs, which are merged: a tenth of sorting all anew
            self._fresh.clear()
        return self._sorted

    def _with_letters(self, typed: str) -> list[str]:
        if self._text is None:
            self._text = "\n".join(self._names())
        gaps = (f"[^\n{re.escape(letter)}]*{re.escape(letter)}" for letter in typed)
        return re.findall(f"^{''.join(gaps)}.*$", self._text, re.MULTILINE)
