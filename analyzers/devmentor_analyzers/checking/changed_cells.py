"""Which lines of which cells changed since a commit: git knows only lines of a notebook's JSON."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from devmentor_analyzers.checking.changes import Base, Changes, Lines
from devmentor_analyzers.engines.cells_once import (
    Cell,
    NotANotebook,
    OtherNotebook,
    cells,
    is_notebook,
)
from devmentor_analyzers.git import GitError, git
from devmentor_analyzers.lines import LineIndex

ChangedCells = Mapping[Path, Mapping[int, Lines]]
"""By notebook, then by the number of the cell."""


async def changed_cells(base: Base, changes: Changes) -> ChangedCells:
    """Lines of cells in the notebooks that changed."""
    notebooks = [path for path in changes.lines if is_notebook(path)]
    return {path: await _changed(base, path) for path in notebooks}


async def _changed(base: Base, path: Path) -> dict[int, Lines]:
    try:
        now = _code(path.read_bytes())
    except OSError:
        return {}
    return await asyncio.to_thread(_new, _code(await _before(base, path)), now)


def _new(before: Sequence[Cell], now: Sequence[Cell]) -> dict[int, Lines]:
    """Compared as if all cells were one text: outputs and numbers of cells do not count."""
    places = [(each.number, row) for each in now for row in range(len(_lines(each)))]
    old, new = ([line for each in both for line in _lines(each)] for both in (before, now))
    found: defaultdict[int, list[range]] = defaultdict(list)
    for tag, _, _, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for number, row in () if tag == "equal" else places[first:last]:
            found[number].append(range(row, row + 1))
    return {number: tuple(rows) for number, rows in found.items()}


def _lines(cell: Cell) -> list[str]:
    index = LineIndex(cell.text)
    return [index.line(number) for number in range(len(index.starts))]


async def _before(base: Base, path: Path) -> bytes:
    """Its contents at the commit; nothing where it was not there by this name."""
    name = f"{base.commit}:{path.relative_to(base.root).as_posix()}"
    try:
        return await git(base.root, "cat-file", "blob", name, may_fetch=True, timeout=60.0)
    except GitError:
        return b""


def _code(data: bytes) -> list[Cell]:
    try:
        return [each for each in cells(data) if each.is_code]
    except (NotANotebook, OtherNotebook):
        return []
