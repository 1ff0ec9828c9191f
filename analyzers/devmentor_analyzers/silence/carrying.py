"""Changed lines of one text carried over to another that was made from it."""

from difflib import SequenceMatcher
from typing import NamedTuple

from devmentor_analyzers.checking.changes import EVERYTHING, Lines

_MOST_COMPARED = 250_000
"""Lines times lines: past this the whole stretch counts as changed, for comparing takes too long."""


class Carried(NamedTuple):
    """Changed lines, and the line where the two texts first differ, None where they do not."""

    lines: Lines
    edited: int | None


def carried(lines: Lines, before: str, after: str) -> Carried:
    """Carry changed lines from one text to the next; what differs between the two has changed too."""
    if before == after:
        return Carried(lines, None)
    old, new = before.split("\n"), after.split("\n")
    blocks = _blocks(old, new)
    edited = next((block[3] for block in blocks if not block[0]), None)
    if lines == EVERYTHING:
        return Carried(lines, edited)
    found: list[range] = []
    for same, start, end, first, last in blocks:
        if not same:
            found += [range(first, last)] if last > first else []
            continue
        for each in lines:
            moved = range(max(each.start, start), min(each.stop, end))
            if moved:
                found.append(range(moved.start - start + first, moved.stop - start + first))
    return Carried(tuple(found), edited)


def _blocks(old: list[str], new: list[str]) -> list[tuple[bool, int, int, int, int]]:
    """Whether equal, then from where to where in the old and in the new lines."""
    top = _common(old, new)
    bottom = _common(old[top:][::-1], new[top:][::-1])
    end, last = len(old) - bottom, len(new) - bottom
    inner = [(False, top, end, top, last)]
    if (end - top) * (last - top) <= _MOST_COMPARED:
        matcher = SequenceMatcher(None, old[top:end], new[top:last], False)
        inner = [
            (kind == "equal", top + a, top + b, top + c, top + d)
            for kind, a, b, c, d in matcher.get_opcodes()
        ]
    return [(True, 0, top, 0, top), *inner, (True, end, len(old), last, len(new))]


def _common(one: list[str], other: list[str]) -> int:
    for number, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return number
    return min(len(one), len(other))
