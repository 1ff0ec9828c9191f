"""Everything the analyzers know about the folders a user works in."""

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path

from devmentor_analyzers.engine_status import EngineStatus
from devmentor_analyzers.engines.engine import Engine
from devmentor_analyzers.engines.navigating import TyNavigation
from devmentor_analyzers.engines.ruff import Ruff
from devmentor_analyzers.engines.ty import Ty
from devmentor_analyzers.merge import merge_findings
from devmentor_analyzers.metrics.values import FunctionMetrics
from devmentor_analyzers.names.names import Names
from devmentor_analyzers.semantics.auto_import import AutoImport
from devmentor_analyzers.semantics.hierarchies import Hierarchies
from devmentor_analyzers.semantics.navigation import Navigation
from devmentor_analyzers.semantics.own_files import OwnFiles
from devmentor_analyzers.semantics.refactoring import Refactoring
from devmentor_analyzers.semantics.renaming import Renaming
from devmentor_analyzers.semantics.semantics import Semantics
from devmentor_analyzers.semantics.texts import Texts
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.symbols.search import SymbolSearch
from devmentor_analyzers.syntax.outline import enclosing
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.values import (
    Completion,
    Completions,
    Edit,
    Fix,
    Fold,
    Highlight,
    Hint,
    Hover,
    Link,
    Location,
    Signatures,
    Symbol,
    WorkspaceSymbol,
)
from devmentor_protocol.finding import Finding
from devmentor_protocol.position import Position, Range

_NO_COMPLETIONS = Completions(())


class Workspace:
    """One per language server. Never raises on bad code: it reports less."""

    def __init__(self, folders: Sequence[Path], settings: Settings) -> None:
        self.folders = tuple(folder.absolute() for folder in folders)
        self.settings = settings
        self._syntax = Syntax(settings)
        self._ruff = Ruff(self.folders) if settings.lint else None
        self._ty = Ty(self.folders, settings.interpreter) if settings.ty else None
        self._names = Names(self.folders, settings.interpreter)
        self._symbols = SymbolSearch(self.folders, settings)
        self._imports = AutoImport(self.folders, self._symbols, self._syntax)
        self._semantics = Semantics(self._ty, self._names, self._syntax)
        self._texts = Texts(settings.max_file_bytes)
        own = OwnFiles(self.folders)
        ty = TyNavigation(self._ty) if self._ty else None
        self.navigation = Navigation(ty, self._names, self._syntax)
        self.hierarchies = Hierarchies(ty, self._semantics, self._syntax, self._texts)
        self.renaming = Renaming(ty, self._semantics, self._names, self._syntax, own)
        self.refactoring = Refactoring(self._names, self._syntax, own)

    def start_first(self) -> None:
        """Start what shows findings, ahead of the rest: all at once they are in each other's way."""
        for attached in (self._ruff, self._ty):
            if attached is not None:
                attached.engine.start()

    async def start(self) -> None:
        """Start the engines; they warm up in the background."""
        for engine in self._resident:
            engine.start()
        await self._names.start()

    async def close(self) -> None:
        """Stop the engines; no process is left."""
        await asyncio.gather(*(engine.close() for engine in self._resident), self._names.close())

    @property
    def _resident(self) -> list[Engine]:
        attached = (self._ruff, self._ty, self._symbols)
        return [each.engine for each in attached if each is not None]

    def opened(self, snapshot: Snapshot) -> None:
        """Take note of a document that was opened."""
        if not self._syntax.takes(snapshot):
            return
        self._texts.show(snapshot)
        for engine in self._resident:
            engine.opened(snapshot)
        self._names.opened(snapshot)

    def changed(self, snapshot: Snapshot) -> None:
        """Take note of a newer version of an open document."""
        if self._syntax.takes(snapshot):
            self.opened(snapshot)
        else:
            self.closed(snapshot.uri)

    def closed(self, uri: str) -> None:
        """Forget a document; its file counts again."""
        self._syntax.forget(uri)
        self._texts.forget(uri)
        for engine in self._resident:
            engine.closed(uri)
        self._names.closed(uri)

    def files_changed(self, paths: Iterable[Path]) -> None:
        """Take note of files made, changed or deleted outside the editor, settings included."""
        changed = list(paths)
        for engine in self._resident:
            engine.files_changed(changed)

    async def findings(self, snapshot: Snapshot, *, types: bool = True) -> list[Finding]:
        """Syntax errors, lint and types, in the order of the text; without types it is quick."""
        if not self._syntax.takes(snapshot):
            return await self._syntax.faults(snapshot)
        syntax, lint, typing = await asyncio.gather(
            self._syntax.faults(snapshot),
            self._ruff.findings(snapshot) if self._ruff else _nothing(),
            self._ty.findings(snapshot) if self._ty and types else _nothing(),
        )
        return merge_findings(syntax, lint, typing)

    async def findings_on_disk(self, snapshot: Snapshot) -> list[Finding]:
        """The same for a Python file that is not open, of which no tree is kept."""
        if not self._syntax.takes_python(snapshot):
            return []
        lint = await self._ruff.findings(snapshot) if self._ruff else None
        typing = await self._ty.findings(snapshot) if self._ty else None
        return merge_findings((), lint, typing)

    async def complete(self, snapshot: Snapshot, at: Position, limit: int = 200) -> Completions:
        """Names that may be typed here; those that need an import behind those in scope."""
        if not self._syntax.takes_python(snapshot):
            return _NO_COMPLETIONS
        search = self._imports.look(snapshot, at)
        found = await self._semantics.complete(snapshot, at, limit)
        return await self._imports.join(found, snapshot, at, search) if search else found

    async def resolve(self, snapshot: Snapshot, completion: Completion) -> Completion:
        """Fill in the documentation of a completion."""
        return await self._semantics.resolve(snapshot, completion)

    async def hover(self, snapshot: Snapshot, at: Position) -> Hover | None:
        """What is under the cursor."""
        if not self._syntax.takes_python(snapshot):
            return None
        is_name = await self._syntax.is_name(snapshot, at)
        return await self._semantics.hover(snapshot, at, is_name=is_name)

    async def signatures(self, snapshot: Snapshot, at: Position) -> Signatures | None:
        """Ways to call the function whose parentheses surround the cursor."""
        if not self._syntax.takes_python(snapshot):
            return None
        return await self._semantics.signatures(snapshot, at)

    async def definitions(self, snapshot: Snapshot, at: Position) -> list[Location]:
        """Where the name under the cursor is defined."""
        return (
            await self._semantics.definitions(snapshot, at)
            if self._syntax.takes_python(snapshot)
            else []
        )

    async def references(
        self, snapshot: Snapshot, at: Position, *, include_declaration: bool
    ) -> list[Location]:
        """Where the name under the cursor is used, in the whole workspace."""
        if not self._syntax.takes_python(snapshot):
            return []
        return await self._semantics.references(
            snapshot, at, include_declaration=include_declaration
        )

    async def highlights(self, snapshot: Snapshot, at: Position) -> list[Highlight]:
        """Where the name under the cursor occurs in this document."""
        found: list[Highlight] = []
        if self._syntax.takes_python(snapshot):
            found = await self._semantics.highlights(snapshot, at)
        if not found:
            found = await self._syntax.occurrences(snapshot, at)
        return found

    async def outline(self, snapshot: Snapshot) -> tuple[Symbol, ...]:
        """The named pieces of a document, nested."""
        return await self._syntax.outline(snapshot)

    async def enclosing(self, snapshot: Snapshot, at: Position) -> Symbol | None:
        """Innermost function, method or class around a place."""
        return enclosing(await self._syntax.outline(snapshot), at)

    async def folds(self, snapshot: Snapshot) -> tuple[Fold, ...]:
        """Lines that may be folded."""
        return await self._syntax.folds(snapshot)

    async def metrics(self, snapshot: Snapshot) -> tuple[FunctionMetrics, ...]:
        """How hard each function is to understand, and why."""
        return await self._syntax.metrics(snapshot)

    async def selections(
        self, snapshot: Snapshot, places: Sequence[Position]
    ) -> list[tuple[Range, ...]]:
        """For each place the ranges a selection grows to, innermost first."""
        return await self._syntax.selections(snapshot, places)

    async def hints(self, snapshot: Snapshot, range: Range) -> list[Hint]:
        """What the code in a range does not say: types, names of parameters."""
        if self._ty is None or not self._syntax.takes_python(snapshot):
            return []
        return await self._ty.hints(snapshot, range) or []

    async def tokens(self, snapshot: Snapshot, range: Range | None = None) -> list[int]:
        """What each word is (see `token_kinds`), at least in the range; by types, else by syntax."""
        known = None
        if self._ty is not None and self._syntax.takes_python(snapshot):
            known = await self._ty.tokens(snapshot, range)
        return await self._syntax.tokens(snapshot) if known is None else known

    async def links(self, snapshot: Snapshot) -> list[Link]:
        """Pages and files that a text points at."""
        return await self._syntax.links(snapshot, self.folders)

    async def find_symbols(self, query: str, limit: int) -> list[WorkspaceSymbol]:
        """Symbols anywhere in the workspace whose names match, best first."""
        return await self._symbols.find(query, limit)

    async def formatted(self, snapshot: Snapshot, range: Range | None = None) -> list[Edit]:
        """Edits that format a document or a part of it; none when it does not parse."""
        if self._ruff is None or not self._syntax.takes_python(snapshot):
            return []
        return await self._ruff.formatted(snapshot, range)

    async def imports_organized(self, snapshot: Snapshot) -> list[Edit]:
        """Edits that sort the imports of a document."""
        if self._ruff is None or not self._syntax.takes_python(snapshot):
            return []
        return await self._ruff.organized(snapshot)

    async def fixes(self, snapshot: Snapshot, range: Range) -> list[Fix]:
        """Ways to settle or to silence the findings in a range; safe and unsafe ones apart."""
        if self._ruff is None or not self._syntax.takes_python(snapshot):
            return []
        return await self._ruff.fixes(snapshot, range)

    def engines(self) -> list[EngineStatus]:
        """How each engine is."""
        return [*(engine.status() for engine in self._resident), self._names.status()]


async def _nothing() -> None:
    return None
