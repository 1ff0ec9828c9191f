"""Which Python files of the workspace contain a name."""

import contextlib
import re
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from devmentor_analyzers.files import walk
from devmentor_analyzers.names.unsaved import Unsaved

_SUFFIXES: Final = frozenset({".py", ".pyi", ".pyw"})
_LIST_SECONDS: Final = 5.0
"""How long a list of files is believed: one question may ask for many names."""

_MAX_BYTES: Final = 2_000_000


class SourceFiles:
    """The Python files of some folders, as the editor shows them; ignored ones are left out."""

    def __init__(self, folders: Sequence[Path], unsaved: Unsaved) -> None:
        self._folders = folders
        self._unsaved = unsaved
        self._files: list[Path] = []
        self._listed_at = float("-inf")
        self._only: Sequence[Path] | None = None
        self._near: Path | None = None

    def begin_at(self, folder: Path) -> None:
        """Look at what is in a folder before the rest: who asks may run out of patience."""
        self._near = folder

    @contextlib.contextmanager
    def limited_to(self, paths: Iterable[Path] | None) -> Generator[None]:
        """Look at no other files for a while, and in this order; None: at all."""
        self._only = None if paths is None else tuple(paths)
        try:
            yield
        finally:
            self._only = None

    def work_in(self, folders: Sequence[Path]) -> None:
        """Take other folders."""
        self._folders = folders
        self._listed_at = float("-inf")

    def containing(self, name: str) -> Iterator[Path]:
        """Yield the files that contain a name as a whole word, one after the other."""
        yield from (path for path, _ in self.texts_containing(name))

    def texts_containing(self, name: str) -> Iterator[tuple[Path, str]]:
        """Yield them with their texts."""
        plain = name.encode("utf-8", "surrogatepass")
        word = re.compile(rb"(?<![\w\x80-\xff])" + re.escape(plain) + rb"(?![\w\x80-\xff])")
        for path in self._list() if self._only is None else self._only:
            text = self._unsaved.text(path)
            data = _read(path) if text is None else text.encode("utf-8", "surrogatepass")
            if plain in data and word.search(data):
                yield path, data.decode(errors="replace") if text is None else text

    def _list(self) -> Iterator[Path]:
        """Those near first."""
        near = self._near
        inside = near is not None and any(folder in near.parents for folder in self._folders)
        if near is None or not inside:
            yield from self._everywhere()
            return
        first = {path: None for path in walk(near) if path.suffix in _SUFFIXES}
        yield from first
        yield from (path for path in self._everywhere() if path not in first)

    def _everywhere(self) -> Iterator[Path]:
        if time.monotonic() - self._listed_at < _LIST_SECONDS:
            yield from self._files
            return
        found: dict[Path, None] = {}
        for folder in self._folders:
            for path in walk(folder):
                if path.suffix in _SUFFIXES and path not in found:
                    found[path] = None
                    yield path
        self._files, self._listed_at = list(found), time.monotonic()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.stat().st_size <= _MAX_BYTES else b""
    except OSError:
        return b""  # gone since it was listed, or not ours to read
