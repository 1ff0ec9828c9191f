"""The Python files of the user's own, as the editor shows them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from devmentor_analyzers.reading import Unreadable, read_snapshot
from devmentor_analyzers.semantics.listing import Listing
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
        self._listing = Listing(folders)
        self._max_bytes = max_bytes

    def open(self) -> OpenTexts:
        """The open documents, to be asked for before the thread is begun."""
        return self._texts.open_by_path()

    def paths(self, first: Iterable[Path] = ()) -> tuple[Path, ...]:
        """All modules in the folders, each once. Blocks."""
        return tuple(dict.fromkeys([*first, *self._listing.paths()]))

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

    def mentioning(self, word: str, open_: OpenTexts) -> Iterator[Snapshot]:
        """The modules, and the open documents of Python, in which a word stands. Blocks."""
        shown = {path for path, each in open_.items() if each.language == "python"}
        said = word.encode()
        whole = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        for path in self.paths(shown):
            if path not in open_ and said not in _data(path):
                continue
            snapshot = self.read(path, open_)
            if snapshot and whole.search(snapshot.text) and self.is_own(path):
                yield snapshot


def _data(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
