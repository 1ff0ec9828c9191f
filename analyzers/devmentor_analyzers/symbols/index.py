"""Names and places of every symbol in some folders."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from pathlib import Path

from devmentor_analyzers.files import walk
from devmentor_analyzers.symbols.matching import matcher
from devmentor_analyzers.syntax.languages import DATA, language_of
from devmentor_analyzers.syntax.outline import flat, outline
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Range


@dataclass(frozen=True, slots=True)
class Entry:
    """One symbol: `range` is that of its name."""

    name: str
    kind: str
    path: Path
    range: Range
    container: str


class Index:
    """Symbols by file, kept in memory. Files that are too large, binary or gone have none."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._files: dict[Path, list[Entry]] = {}

    def read_folders(self, folders: Sequence[Path]) -> Iterator[Path]:
        """Read every file of the folders, yielding after each so that the caller may pause."""
        for folder in folders:
            for path in walk(folder):
                if path not in self._files and language_of(path) is not None:
                    self.read(path)
                    yield path

    def read(self, path: Path) -> None:
        """Read one file anew from the disk."""
        try:
            data = path.read_bytes() if path.stat().st_size <= self._max_bytes else b""
        except OSError:
            self._files.pop(path, None)
            return
        self.update(path, data.decode("utf-8", "replace"))

    def update(self, path: Path, text: str) -> None:
        """Take the symbols of a file from a text, saved or not."""
        language = language_of(path)
        if language is None or "\0" in text or len(text) > self._max_bytes:
            self._files.pop(path, None)
            return
        self._files[path] = [
            Entry(symbol.name, symbol.kind, path, symbol.selection, container)
            for symbol, container in flat(outline(Parsed(language, text)))
            if not (container and language in DATA)  # nobody looks for a key deep in some data
        ]

    def find(self, query: str, limit: int) -> list[Entry]:
        """The best matches, shortest names first among equals."""
        rank = matcher(query)
        ranked = (
            (place, len(entry.name), entry.name, str(path), entry.range.start.line, entry)
            for path, entries in self._files.items()
            for entry in entries
            if (place := rank(entry.name)) is not None
        )
        return [entry for *_, entry in nsmallest(limit, ranked, key=lambda each: each[:5])]

    def __len__(self) -> int:
        return len(self._files)
