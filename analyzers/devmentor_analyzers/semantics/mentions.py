"""Where a name is written in the user's own files, whatever it means there."""

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path

from devmentor_analyzers.semantics.sources import Sources
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.syntax.visibility import identifiers
from devmentor_analyzers.values import Edit
from devmentor_protocol.position import Range


class Mentions:
    """Found by the text alone, so that who knows meanings need not be asked where there are none."""

    def __init__(self, sources: Sources, syntax: Syntax) -> None:
        self._sources = sources
        self._syntax = syntax
        self._preparing: asyncio.Task[object] | None = None

    def prepare(self) -> None:
        """Somebody thinks about a new name: list the files meanwhile."""
        self._preparing = asyncio.create_task(asyncio.to_thread(self._sources.paths))

    async def of(self, name: str, asked: Snapshot, *, alone: bool = False) -> list[Snapshot]:
        """The files in which a name is written; `alone` when it means something in one document."""
        if alone:
            return [asked]
        open_ = {**self._sources.open(), asked.path: asked}
        return await asyncio.to_thread(lambda: [*self._sources.mentioning(name, open_)])

    async def are_all_in(
        self, edits: Iterable[Edit], name: str, mentioned: Sequence[Snapshot]
    ) -> bool:
        """Whether some edits are all the places where the name is written in code."""
        places: dict[Path, set[tuple[int, int]]] = {}
        for edit in edits:
            places.setdefault(edit.path, set()).add(_start(edit.range))

        def written(parsed: Parsed) -> set[tuple[int, int]]:
            return {_start(parsed.range(node)) for node in identifiers(parsed, name)}

        for document in mentioned:
            known = places.get(document.path, set())
            if not (await self._syntax.read(document, written) or set()) <= known:
                return False
        return True


def _start(range: Range) -> tuple[int, int]:
    return range.start.line, range.start.character
