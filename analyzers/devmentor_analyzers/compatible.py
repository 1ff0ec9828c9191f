"""Which of many fixes can be made at once."""

from collections.abc import Sequence

from devmentor_analyzers.values import Edit


def compatible(fixes: Sequence[Sequence[Edit]]) -> list[Edit]:
    """Edits of as many whole fixes as fit beside each other, the first in the text first."""
    chosen: list[Edit] = []
    for fix in sorted(fixes, key=_first_place):
        fresh = [edit for edit in fix if edit not in chosen]
        if not any(_collide(edit, other) for edit in fresh for other in chosen):
            chosen += fresh
    return chosen


def _first_place(fix: Sequence[Edit]) -> tuple[int, int]:
    return min(
        ((edit.range.start.line, edit.range.start.character) for edit in fix), default=(0, 0)
    )


def _collide(edit: Edit, other: Edit) -> bool:
    """Edits may touch, as deleting two lines in a row does; they may not share a character."""
    one, two = edit.range, other.range
    shared = one == two or (one.start < two.end and two.start < one.end)
    return edit.path == other.path and shared
