"""Names and places of every symbol in some folders."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from sys import intern

from devmentor_analyzers.files import walk
from devmentor_analyzers.symbols.name_table import NameTable
from devmentor_analyzers.syntax.languages import DATA, language_of
from devmentor_analyzers.syntax.outline import flat, outline
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Position, Range

MOST_SYMBOLS = 300_000
"""Some 100 MB. Django has 45,000, the largest repositories that people open in an editor a million."""

_Row = tuple[str, str, str, str, int, int, int, int]
"""Path, name, kind, container, and the lines and characters of the name: a third of what objects take."""


def _any(_: _Row) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Entry:
    """One symbol: `range` is that of its name."""

    name: str
    kind: str
    path: Path
    range: Range
    container: str


class Index:
    """Symbols by file, kept in memory. Files that are too large, binary or gone have none.

    When there are `most` symbols no further file is read, and `is_full` says so.
    """

    def __init__(self, max_bytes: int, most: int = MOST_SYMBOLS) -> None:
        self._max_bytes = max_bytes
        self._most = most
        self._files: dict[str, tuple[_Row, ...]] = {}
        self._names = NameTable[_Row]()
        self._count = 0

    @property
    def is_full(self) -> bool:
        """Tell whether there may be more symbols than are kept."""
        return self._count >= self._most

    def read_folders(self, folders: Sequence[Path]) -> Iterator[Path]:
        """Read every file of the folders, yielding after each so that the caller may pause."""
        for folder in folders:
            for path in walk(folder):
                if self.is_full:
                    return
                if str(path) not in self._files and language_of(path) is not None:
                    self.read(path)
                    yield path

    def read(self, path: Path) -> None:
        """Read one file anew from the disk."""
        self._forget(path)
        if self.is_full:
            return
        try:
            data = path.read_bytes() if path.stat().st_size <= self._max_bytes else b""
        except OSError:
            return
        self.update(path, data.decode("utf-8", "replace"))

    def forget(self, folder: Path) -> None:
        """Let go of the files of a folder."""
        gone = [path for each in self._files if (path := Path(each)).is_relative_to(folder)]
        for path in gone:
            self._forget(path)

    def update(self, path: Path, text: str) -> None:
        """Take the symbols of a file from a text, saved or not."""
        self._forget(path)
        language = language_of(path)
        if language is None or "\0" in text or len(text) > self._max_bytes:
            return
        name = str(path)
        rows = tuple(
            (
                name,
                intern(symbol.name),
                symbol.kind,
                intern(container),
                *_place(symbol.selection),
            )
            for symbol, container in flat(outline(Parsed(language, text)))
            if not (container and language in DATA)  # nobody looks for a key deep in some data
        )
        self._files[name] = rows
        self._names.add(_by_name(rows))
        self._count += len(rows)

    def find(self, query: str, limit: int) -> list[Entry]:
        """The best matches, shortest names first among equals."""
        found: list[Entry] = []
        for names in self._names.like(query.lower()):
            found += self._called(names, query, limit - len(found))
            if len(found) == limit:
                break
        return found

    def importable(self, typed: str, limit: int, *, beside: Path) -> list[Entry]:
        """Symbols at the top of other files whose names begin with what was typed."""
        names = self._names.beginning(typed.lower())
        own = str(beside)
        return self._called(names, typed, limit, lambda row: not row[3] and row[0] != own)

    def _called(
        self, names: Sequence[str], query: str, limit: int, wanted: Callable[[_Row], bool] = _any
    ) -> list[Entry]:
        """Symbols of these names, in lower case and in the order wanted."""
        rows = (row for name in names for row in self._same(name, query) if wanted(row))
        return [_entry(row) for row in islice(rows, limit)]

    def _same(self, name: str, query: str) -> list[_Row]:
        """Symbols of one name in lower case, those first that are spelled as in the query."""
        return sorted(self._names.named(name), key=lambda row: (row[1] != query, *row))

    def __len__(self) -> int:
        return len(self._files)

    def _forget(self, path: Path) -> None:
        rows = self._files.pop(str(path), ())
        self._names.remove(_by_name(rows))
        self._count -= len(rows)


def _by_name(rows: Sequence[_Row]) -> Iterator[tuple[str, _Row]]:
    return ((row[1].lower(), row) for row in rows)


def _place(range_: Range) -> tuple[int, int, int, int]:
    return range_.start.line, range_.start.character, range_.end.line, range_.end.character


def _entry(row: _Row) -> Entry:
    path, name, kind, container, line, character, end_line, end = row
    start, stop = Position(line=line, character=character), Position(line=end_line, character=end)
    return Entry(name, kind, Path(path), Range(start=start, end=stop), container)
