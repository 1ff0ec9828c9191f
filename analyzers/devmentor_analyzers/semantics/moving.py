"""What has to follow when modules, packages or folders get another place or name."""

import asyncio
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from devmentor_analyzers.semantics.import_rewriting import rewritten
from devmentor_analyzers.semantics.moves import Moves, is_module
from devmentor_analyzers.semantics.sources import OpenTexts, Sources
from devmentor_analyzers.values import Edit


class Moving:
    """Looks through the user's own files, in a thread; ty knows renames within a folder only."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    async def edits(self, moved: Sequence[tuple[Path, Path]]) -> list[Edit]:
        """Edits of files where they are now, to be made before the move."""
        return await asyncio.to_thread(self._edits, moved, self._sources.open())

    def _edits(self, moved: Iterable[tuple[Path, Path]], open_: OpenTexts) -> list[Edit]:
        moves = Moves(moved, self._sources.folders)
        if not moves.files:
            return []
        names = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(moves.words())))})\b")
        found: list[Edit] = []
        for path in self._sources.paths(filter(is_module, moves.files)):
            snapshot = self._sources.read(path, open_)
            if snapshot is None or not (path in moves.files or names.search(snapshot.text)):
                continue
            edits = rewritten(snapshot, moves)
            if edits and self._sources.is_own(path):
                found += edits
        return found
