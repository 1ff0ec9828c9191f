"""A large replacement made of the few that are needed: cursors and marks between them stay."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.values import Edit
from devmentor_protocol.position import Range

_MOST_LINES = 2_000
"""Comparing takes time with the square of the lines; longer replacements stay whole."""


def hunks(lines: LineIndex, edit: Edit) -> tuple[Edit, ...]:
    """The same change line by line; nothing when it changes nothing."""
    start, end = lines.offset(edit.range.start), lines.offset(edit.range.end)
    before, after = _lines(lines.text[start:end]), _lines(edit.text)
    if max(len(before), len(after)) > _MOST_LINES:
        return (edit,)
    return tuple(
        Edit(edit.path, Range(start=lines.position(first), end=lines.position(last)), text)
        for first, last, text in _differences(before, after, start)
    )


def _differences(
    before: list[str], after: list[str], offset: int
) -> Iterator[tuple[int, int, str]]:
    starts = [offset]
    for line in before:
        starts.append(starts[-1] + len(line))
    for kind, first, last, start, end in SequenceMatcher(None, before, after, False).get_opcodes():
        if kind != "equal":
            yield starts[first], starts[last], "".join(after[start:end])


def _lines(text: str) -> list[str]:
    starts = [*LineIndex(text).starts, len(text)]
    return [text[start:end] for start, end in pairwise(starts) if end > start]
