"""Lines in parts that are not too long."""

from collections.abc import Iterator, Sequence

MOST_LINES = 80
MOST_CHARACTERS = 4_000
"""About a thousand tokens: what a model reads of one result, and more than an embedding sees."""

Span = tuple[int, int]
"""First and last line, both inclusive."""


def parts(lines: Sequence[str], start: int, end: int) -> Iterator[Span]:
    """Split lines where it hurts least: at a blank line, else before the least indented one."""
    while not _fits(lines, start, end):
        last = _most(lines, start, end)
        cut = _best_cut(lines, start, last)
        yield start, cut
        start = cut + 1
    if start <= end:
        yield start, end


def trimmed(lines: Sequence[str], start: int, end: int) -> Span | None:
    """The same without blank lines around; None when all are blank."""
    while start <= end and not lines[start].strip():
        start += 1
    while end >= start and not lines[end].strip():
        end -= 1
    return (start, end) if start <= end else None


def _fits(lines: Sequence[str], start: int, end: int) -> bool:
    return start >= end or _most(lines, start, end) == end


def _most(lines: Sequence[str], start: int, end: int) -> int:
    """The last line that still fits; one line always does."""
    size = 0
    for line in range(start, min(end + 1, start + MOST_LINES)):
        size += len(lines[line]) + 1
        if size > MOST_CHARACTERS and line > start:
            return line - 1
    return min(end, start + MOST_LINES - 1)


def _best_cut(lines: Sequence[str], start: int, last: int) -> int:
    """The line to end with, in the second half of what fits."""
    candidates = range(max(start, (start + last) // 2), last + 1)

    def cost(line: int) -> tuple[bool, int, int]:
        after = lines[line + 1]
        return bool(lines[line].strip()), len(after) - len(after.lstrip()), -line

    return min(candidates, key=cost)
