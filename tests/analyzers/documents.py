"""Documents for the tests about analyzers."""

from pathlib import Path

from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.languages import language_of
from devmentor_protocol.position import Position


def document(path: Path, text: str, version: int = 1) -> Snapshot:
    """A document that need not be on the disk; its language follows from its name."""
    return Snapshot(path.as_uri(), path, language_of(path) or "plaintext", version, text)


def saved(path: Path, text: str, version: int = 1) -> Snapshot:
    """A document that is on the disk too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return document(path, text, version)


def place(snapshot: Snapshot, needle: str, extra: int = 0) -> Position:
    """Where a text first occurs."""
    return snapshot.lines.position(snapshot.text.index(needle) + extra)
