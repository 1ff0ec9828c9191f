"""Texts of open documents, which count more than their files: inside a worker."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from devmentor_analyzers.names.jedi_api import parso_cache, parso_files


class Unsaved:
    """What the editor shows of files other than the one that is asked about."""

    def __init__(self) -> None:
        self._texts: dict[str, tuple[str, float]] = {}

    def __contains__(self, path: object) -> bool:
        return str(path) in self._texts

    def paths(self) -> list[Path]:
        """Files that are open."""
        return [Path(path) for path in self._texts]

    def text(self, path: object) -> str | None:
        """What the editor shows of a file; None when its file counts."""
        known = self._texts.get(str(path))
        return known[0] if known else None

    def since(self, path: object) -> float | None:
        """When the editor's text was last changed, in seconds since the epoch."""
        known = self._texts.get(str(path))
        return known[1] if known else None

    def update(self, news: Mapping[str, str | None]) -> None:
        """Take new texts; None for a document that was closed."""
        for path, text in news.items():
            if text is None:
                self._texts.pop(path, None)
            else:
                self._texts[path] = text, time.time()
            for parsed in parso_cache.parser_cache.values():
                parsed.pop(path, None)
                parsed.pop(Path(path), None)

    def refresh(self, path: str, text: str) -> None:
        """Take the text of the document that is asked about, whose tree jedi keeps itself."""
        if known := self._texts.get(path):
            self._texts[path] = text, known[1]

    def replace_files(self) -> None:
        """Let parso and jedi of this process read these texts in the place of their files."""
        files, read_files = parso_files.FileIO, parso_files.KnownContentFileIO
        files.read = self._reading(files.read)
        read_files.read = self._reading(read_files.read)  # another process has read the file
        files.get_last_modified = self._dating(files.get_last_modified)

    def _reading(self, read: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def read_shown(file: Any) -> Any:
            text = self.text(file.path)
            return read(file) if text is None else text

        return read_shown

    def _dating(self, modified: Callable[[Any], float | None]) -> Callable[[Any], float | None]:
        def shown_since(file: Any) -> float | None:
            return self.since(file.path) or modified(file)

        return shown_since
