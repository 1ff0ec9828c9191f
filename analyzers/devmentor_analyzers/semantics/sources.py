"""The Python files of the user's own, as the editor shows them."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from devmentor_analyzers.files import walk
from devmentor_analyzers.reading import Unreadable, read_snapshot
from devmentor_analyzers.semantics.moves import is_module
from devmentor_analyzers.semantics.own_files import OwnFiles
from devmentor_analyzers.semantics.texts import Texts
from devmentor_analyzers.snapshot import Snapshot

OpenTexts = Mapping[Path, Snapshot]


class Sources:
    """Looked through for what no engine knows of; whoever does so is in a thread."""

    def __init__(
        self, folders: Sequence[Path], texts: Texts, own: OwnFiles, max_bytes: int
    ) -> None:
        self.folders = folders
        self._texts = texts
        self._own = own
        self._max_bytes = max_bytes

    def open(self) -> OpenTexts:
        """The open documents, to be asked for before the thread is begun."""
        return self._texts.open_by_path()

    def paths(self, first: Iterable[Path] = ()) -> Iterator[Path]:
        """All modules in the folders, each once. Blocks."""
        seen: set[Path] = set()
        for path in (*first, *(each for folder in self.folders for each in walk(folder))):
            if path not in seen and is_module(path):
                seen.add(path)
                yield path

    def read(self, path: Path, open_: OpenTexts) -> Snapshot | None:
        """A module; None when it cannot be read. Blocks."""
        if (shown := open_.get(path)) is not None:
            return shown
        try:
            return read_snapshot(path, self._max_bytes)
        except Unreadable:
            return None

    def is_own(self, path: Path) -> bool:
        """Whether it may be changed: git does not ignore it, and no environment holds it. Blocks."""
        return self._own.why_not(path, path) is None

    async def holding(self, is_wanted: Callable[[str], bool]) -> list[Snapshot]:
        """Those whose text is wanted."""

        def look() -> list[Snapshot]:
            read = (self.read(path, open_) for path in self.paths(open_))
            return [each for each in read if each and is_wanted(each.text)]

        open_ = self.open()
        return await asyncio.to_thread(look)
