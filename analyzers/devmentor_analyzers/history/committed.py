"""Which lines of a text are committed, and where they are in the committed text."""

from difflib import SequenceMatcher

_MOST_LINES = 500
"""Comparing takes time with the square of the lines; in more than these all count as new."""


class Committed:
    """A text beside the committed one. Lines count from zero."""

    def __init__(self, now: str, before: str) -> None:
        """Line ends do not matter: git converts them."""
        self._before_of: dict[int, int] | None = None
        new, old = _lines(now), _lines(before)
        self.changed = new != old
        if self.changed:
            self._before_of = _matching(new, old)
        self._count = len(new)

    @property
    def first_new(self) -> int | None:
        """The first line that is not committed; None when there is none."""
        return next((line for line in range(self._count) if self.before(line) is None), None)

    def before(self, line: int) -> int | None:
        """Where a line of the text is in the committed one; None for one that is new."""
        if self._before_of is None:
            return line if line < self._count else None
        return self._before_of.get(line)


def _matching(new: list[str], old: list[str]) -> dict[int, int]:
    shorter = min(len(new), len(old))
    start = next((n for n in range(shorter) if new[n] != old[n]), shorter)
    most = shorter - start
    end = next((n for n in range(most) if new[-1 - n] != old[-1 - n]), most)
    found = {line: line for line in range(start)}
    shift = len(old) - len(new)
    found.update((line, line + shift) for line in range(len(new) - end, len(new)))
    between, other = new[start : len(new) - end], old[start : len(old) - end]
    if max(len(between), len(other)) <= _MOST_LINES:
        for one, two, size in SequenceMatcher(None, between, other, False).get_matching_blocks():
            found.update((start + one + n, start + two + n) for n in range(size))
    return found


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")
