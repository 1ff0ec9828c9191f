"""The open documents: one frozen snapshot per version, and files as they are on disk."""

import re
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from devmentor_analyzers.lines import Encoding, LineIndex
from devmentor_analyzers.snapshot import Snapshot, stand_in
from devmentor_analyzers.syntax.languages import language_id, language_of
from devmentor_protocol.position import Position
from devmentor_server.uris import path_of, uri_of

if TYPE_CHECKING:
    from lsprotocol import types

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
"""JSON can carry them, UTF-8 cannot."""


@dataclass(frozen=True, slots=True)
class TooLarge:
    """An open document past the size limit: its text is not kept, and nothing is said about it."""

    uri: str
    language: str
    size: int


_ARRIVED: ContextVar[Mapping[str, "Snapshot | TooLarge"] | None] = ContextVar("arrived")
"""What was open when the request of this context arrived: its body may run much later."""


class Documents:
    """What the client has open. Handlers get snapshots, never anything that changes."""

    def __init__(self, encoding: Encoding, max_bytes: int) -> None:
        self._encoding: Encoding = encoding
        self._max_bytes = max_bytes
        self._open: Mapping[str, Snapshot | TooLarge] = {}
        """Replaced as a whole at each change, so that a request can hold on to it."""

    def open(self, uri: str, language: str, version: int, text: str) -> Snapshot | TooLarge:
        """Start to keep a document."""
        return self._keep(uri, language_id(language), version, text)

    def change(
        self, uri: str, version: int, changes: Iterable["types.TextDocumentContentChangeEvent"]
    ) -> Snapshot | TooLarge | None:
        """Apply changes in their order; None when the document is not open."""
        from lsprotocol import types  # not before the first change: see `first_look`

        before = self.get(uri)
        if before is None:
            return None
        lines = None if isinstance(before, TooLarge) else before.lines
        for change in changes:
            if not isinstance(change, types.TextDocumentContentChangePartial):
                lines = LineIndex(change.text)
            elif lines is not None:
                lines = apply(lines, change, self._encoding)
        if lines is None:
            return before
        return self._keep(before.uri, before.language, version, lines.text, lines)

    def reload(self, uri: str, version: int = 0) -> Snapshot | TooLarge | None:
        """After a save, take back a document that was too large and no longer is."""
        before = self.get(uri)
        if not isinstance(before, TooLarge) or (path := path_of(uri)) is None:
            return before
        text = read_text(path, self._max_bytes)
        return before if text is None else self._keep(uri, before.language, version, text)

    def close(self, uri: str) -> None:
        """Forget a document."""
        closed = _key(uri)
        self._open = {key: each for key, each in self._open.items() if key != closed}

    def get(self, uri: str) -> Snapshot | TooLarge | None:
        """Return an open document as it is now."""
        return self._open.get(_key(uri))

    def snapshots(self) -> list[Snapshot]:
        """Every open document that is analysed, as it is now."""
        return _analysed(self._open)

    def note_arrival(self) -> None:
        """A request has come: all that is done for it sees the documents as they are now."""
        _ARRIVED.set(self._open)

    def asked(self, uri: str) -> Snapshot | TooLarge | None:
        """Return a document as the request that is being answered means it; else as it is now."""
        return self._as_asked().get(_key(uri))

    def all_asked(self) -> list[Snapshot]:
        """Every document that is analysed, as the request that is being answered means it."""
        return _analysed(self._as_asked())

    def _as_asked(self) -> Mapping[str, Snapshot | TooLarge]:
        arrived = _ARRIVED.get(None)
        return self._open if arrived is None else arrived

    def at_path(self, path: Path) -> Snapshot | None:
        """Return the open document of a file."""
        return next((open_ for open_ in self.snapshots() if open_.path == path), None)

    def uri_of(self, path: Path) -> str:
        """Return the URI of a file as the client spells it."""
        open_ = self.at_path(path)
        return open_.uri if open_ else uri_of(path)

    def load(self, path: Path) -> Snapshot | None:
        """Return the open document of a file, else the file; None when it cannot be read. Blocks."""
        if (open_ := self.at_path(path)) is not None:
            return open_
        text = read_text(path, self._max_bytes)
        if text is None:
            return None
        language = language_of(path) or "plaintext"
        return Snapshot(uri=uri_of(path), path=path, language=language, version=0, text=text)

    def _keep(
        self, uri: str, language: str, version: int, text: str, lines: LineIndex | None = None
    ) -> Snapshot | TooLarge:
        document: Snapshot | TooLarge
        if len(text) > self._max_bytes:
            document = TooLarge(uri=uri, language=language, size=len(text))
        else:
            text = _LONE_SURROGATES.sub("\ufffd", text)
            path = path_of(uri) or stand_in(uri)
            document = Snapshot(uri, path, language, version, text, lines)
        self._open = {**self._open, _key(uri): document}
        return document


def _analysed(documents: Mapping[str, Snapshot | TooLarge]) -> list[Snapshot]:
    return [each for each in documents.values() if isinstance(each, Snapshot)]


def apply(
    lines: LineIndex, change: "types.TextDocumentContentChangePartial", encoding: Encoding
) -> LineIndex:
    """Return the lines after one incremental change; positions past an end mean the end."""
    ends = sorted(
        lines.offset(lines.decode(Position(line=end.line, character=end.character), encoding))
        for end in (change.range.start, change.range.end)
    )
    return lines.replaced(ends[0], ends[1], change.text)


def read_text(path: Path, max_bytes: int) -> str | None:
    """Return a file's text, or None when it is no readable UTF-8 text within the limit. Blocks."""
    try:
        if not path.is_file() or path.stat().st_size > max_bytes:
            return None
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None


def _key(uri: str) -> str:
    """Editors differ in what they percent-encode, and some differ with themselves."""
    return unquote(uri)
