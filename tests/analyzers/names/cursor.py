"""Texts with the cursor written into them."""

from pathlib import Path

from devmentor_analyzers.names.jedi_api import Script, jedi
from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.position import Position

CURSOR = "⌶"


def document(path: Path, text: str, version: int = 1) -> tuple[Snapshot, Position]:
    """Take the cursor out of a text and say where it was."""
    offset = text.index(CURSOR)
    snapshot = Snapshot(path.as_uri(), path, "python", version, text.replace(CURSOR, ""))
    return snapshot, snapshot.lines.position(offset)


def opened(text: str, path: Path) -> tuple[Script, int, int]:
    """jedi's script of a text, and where its cursor is, as jedi counts."""
    snapshot, at = document(path, text)
    environment = jedi.InterpreterEnvironment()
    script = jedi.Script(
        snapshot.text, path=path, environment=environment, project=jedi.Project(path.parent)
    )
    return script, at.line + 1, at.character


def at_text(snapshot: Snapshot, needle: str, extra: int = 0) -> Position:
    """Where a text first occurs."""
    return snapshot.lines.position(snapshot.text.index(needle) + extra)
