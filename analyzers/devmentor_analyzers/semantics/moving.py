"""What has to follow when modules, packages or folders get another place or name."""

import asyncio
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from devmentor_analyzers.files import walk
from devmentor_analyzers.reading import Unreadable, read_snapshot
from devmentor_analyzers.semantics.import_rewriting import rewritten
from devmentor_analyzers.semantics.moves import Moves, is_module
from devmentor_analyzers.semantics.own_files import OwnFiles
from devmentor_analyzers.semantics.texts import Texts
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Edit


class Moving:
    """Looks through the user's own files, in a thread; ty knows renames within a folder only."""

    def __init__(
        self, folders: Sequence[Path], texts: Texts, own: OwnFiles, max_bytes: int
    ) -> None:
        self._folders = folders
        self._texts = texts
        self._own = own
        self._max_bytes = max_bytes

    async def edits(self, moved: Sequence[tuple[Path, Path]]) -> list[Edit]:
        """Edits of files where they are now, to be made before the move."""
        return await asyncio.to_thread(self._edits, moved, self._texts.open_by_path())

    def _edits(
        self, moved: Iterable[tuple[Path, Path]], open_: Mapping[Path, Snapshot]
    ) -> list[Edit]:
        moves = Moves(moved, self._folders)
        if not moves.files:
            return []
        names = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(moves.words())))})\b")
        found: list[Edit] = []
        for path in self._candidates(moves):
            snapshot = open_.get(path) or self._read(path)
            if snapshot is None or not (path in moves.files or names.search(snapshot.text)):
                continue
            edits = rewritten(snapshot, moves)
            if edits and not self._own.why_not(path, path):
                found += edits
        return found

    def _candidates(self, moves: Moves) -> Iterator[Path]:
        seen: set[Path] = set()
        for path in (*moves.files, *(each for folder in self._folders for each in walk(folder))):
            if path not in seen and is_module(path):
                seen.add(path)
                yield path

    def _read(self, path: Path) -> Snapshot | None:
        try:
            return read_snapshot(path, self._max_bytes)
        except Unreadable:
            return None
