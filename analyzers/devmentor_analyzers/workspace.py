"""Everything the analyzers know about the folders a user works in."""

from collections.abc import Sequence
from pathlib import Path

from devmentor_analyzers.engine_status import EngineStatus
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import (
    Completion,
    Completions,
    Fix,
    Fold,
    Highlight,
    Hover,
    Location,
    Signatures,
    Symbol,
    WorkspaceSymbol,
)
from devmentor_protocol.finding import Finding
from devmentor_protocol.position import Position, Range


class Workspace:
    """One per language server. Never raises on bad code: it reports less."""

    def __init__(self, folders: Sequence[Path], settings: Settings) -> None:
        self.folders = tuple(folders)
        self.settings = settings

    async def start(self) -> None:
        """Start the engines; they warm up in the background."""

    async def close(self) -> None:
        """Stop the engines; no process is left."""

    def opened(self, snapshot: Snapshot) -> None:
        """Take note of a document that was opened."""

    def changed(self, snapshot: Snapshot) -> None:
        """Take note of a newer version of an open document."""

    def closed(self, uri: str) -> None:
        """Forget a document; its file counts again."""

    async def findings(self, snapshot: Snapshot) -> list[Finding]:
        """Syntax errors, lint and types, in the order of the text."""
        return []

    async def complete(self, snapshot: Snapshot, at: Position, limit: int = 200) -> Completions:
        """Names that may be typed here."""
        return Completions(())

    async def resolve(self, snapshot: Snapshot, completion: Completion) -> Completion:
        """Fill in the documentation of a completion."""
        return completion

    async def hover(self, snapshot: Snapshot, at: Position) -> Hover | None:
        """What is under the cursor."""
        return None

    async def signatures(self, snapshot: Snapshot, at: Position) -> Signatures | None:
        """Ways to call the function whose parentheses surround the cursor."""
        return None

    async def definitions(self, snapshot: Snapshot, at: Position) -> list[Location]:
        """Where the name under the cursor is defined."""
        return []

    async def references(
        self, snapshot: Snapshot, at: Position, *, include_declaration: bool
    ) -> list[Location]:
        """Where the name under the cursor is used, in the whole workspace."""
        return []

    async def highlights(self, snapshot: Snapshot, at: Position) -> list[Highlight]:
        """Where the name under the cursor occurs in this document."""
        return []

    def outline(self, snapshot: Snapshot) -> tuple[Symbol, ...]:
        """The named pieces of a document, nested."""
        return ()

    def enclosing(self, snapshot: Snapshot, at: Position) -> Symbol | None:
        """Innermost function, method or class around a place."""
        return None

    def folds(self, snapshot: Snapshot) -> tuple[Fold, ...]:
        """Lines that may be folded."""
        return ()

    async def find_symbols(self, query: str, limit: int) -> list[WorkspaceSymbol]:
        """Symbols anywhere in the workspace whose names match, best first."""
        return []

    async def fixes(self, snapshot: Snapshot, range: Range) -> list[Fix]:
        """Ways to settle the findings in a range; safe and unsafe ones apart."""
        return []

    def engines(self) -> list[EngineStatus]:
        """How each engine is."""
        return []
