"""Extract and inline, where the result still is Python and does the same."""

import asyncio
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from devmentor_analyzers.names.names import Names
from devmentor_analyzers.semantics.own_files import OwnFiles, Refused
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.inlining import inlinable
from devmentor_analyzers.syntax.selection import Content, content
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.values import Edit
from devmentor_protocol.position import Range

Kind = Literal["extract_variable", "extract_function", "inline"]
KINDS: tuple[Kind, ...] = ("extract_variable", "extract_function", "inline")
_NAMES: dict[Kind, str] = {"extract_variable": "value", "extract_function": "extracted"}


class Refactoring:
    """Offers what works on a selection, and does it."""

    def __init__(self, names: Names, syntax: Syntax, own: OwnFiles) -> None:
        self._names = names
        self._syntax = syntax
        self._own = own

    async def possible(self, snapshot: Snapshot, range: Range) -> list[Kind]:
        """What may be done with a selection, or with the name at the cursor.

        Extracting is tried, inlining only looked at: it has to search the whole workspace.
        """
        if not self._syntax.takes_python(snapshot):
            return []
        if range.start == range.end:
            at = range.start
            fits = await self._syntax.read(snapshot, lambda parsed: inlinable(parsed, at))
            return ["inline"] if fits else []
        selected = await self._syntax.read(snapshot, lambda parsed: content(parsed, range))
        if selected is None:
            return []
        both: tuple[Kind, ...] = ("extract_variable", "extract_function")
        kinds = both if selected[0] == "expression" else both[1:]
        works = await asyncio.gather(*(self._works(kind, snapshot, range) for kind in kinds))
        return [kind for kind, fits in zip(kinds, works, strict=True) if fits]

    async def edits(self, kind: Kind, snapshot: Snapshot, range: Range) -> list[Edit]:
        """Carry it out. Raises `Refused`."""
        if kind != "inline":
            selected = await self._syntax.read(snapshot, lambda parsed: content(parsed, range))
            if selected is None:
                raise Refused("Select a whole expression or whole statements to extract them.")
            range = _whole_lines(*selected)
            if selected[0] == "deferred" and kind == "extract_variable":
                raise Refused("A variable would be asked for before it is known to be needed.")
        name = _free_name(_NAMES.get(kind, ""), snapshot.text)
        found = await self._names.refactor(kind, snapshot, range, name)
        if found.refusal:
            raise Refused(f"{found.refusal.rstrip('.')}.")
        edits = [Edit(Path(each.path), Range.of(*each.span), each.text) for each in found.items]
        await asyncio.to_thread(self._check, snapshot, {edit.path for edit in edits})
        return edits

    async def _works(self, kind: Kind, snapshot: Snapshot, range: Range) -> bool:
        try:
            return bool(await self.edits(kind, snapshot, range))
        except Refused:
            return False

    def _check(self, snapshot: Snapshot, paths: Iterable[Path]) -> None:
        """Half a refactoring would break the code. Blocks."""
        for path in paths:
            if reason := self._own.why_not(path, snapshot.path):
                raise Refused(f"It would have to change other files too, but {reason}.")


def _whole_lines(what: Content, range: Range) -> Range:
    """Statements with the space around them, and the end of their last line."""
    if what != "statements":
        return range
    first, behind = range.start.line, range.end.line + 1
    return Range.of(first, 0, behind, 0)


def _free_name(name: str, text: str) -> str:
    taken, number, free = set(re.findall(rf"\b{name}\w*", text)), 2, name
    while free in taken:
        free, number = f"{name}_{number}", number + 1
    return free
