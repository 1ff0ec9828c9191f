"""Everything the analyzers know about the folders a user works in."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path

from devmentor_analyzers.advice.advice import Advice
from devmentor_analyzers.engine_status import EngineStatus
from devmentor_analyzers.engines import ty
from devmentor_analyzers.engines.checkers import Checkers
from devmentor_analyzers.engines.engine import Engine
from devmentor_analyzers.engines.navigating import TyNavigation
from devmentor_analyzers.engines.pool import Pool
from devmentor_analyzers.engines.reading import path_of
from devmentor_analyzers.engines.ruff import Ruff
from devmentor_analyzers.enough import enough
from devmentor_analyzers.environments.candidate import Candidate
from devmentor_analyzers.environments.discovery import chosen
from devmentor_analyzers.environments.origin import programs
from devmentor_analyzers.folders import FolderSettings
from devmentor_analyzers.history.line_history import LineHistory
from devmentor_analyzers.history.remarks import Remarks
from devmentor_analyzers.merge import (
    best_completions,
    merge_findings,
    merge_locations,
    merge_symbols,
)
from devmentor_analyzers.metrics.values import FunctionMetrics
from devmentor_analyzers.names.names import Names
from devmentor_analyzers.semantics.attached import Attached
from devmentor_analyzers.semantics.auto_import import AutoImport
from devmentor_analyzers.semantics.captures import Captures
from devmentor_analyzers.semantics.editing import Editing
from devmentor_analyzers.semantics.exports import Exports
from devmentor_analyzers.semantics.hierarchies import Hierarchies
from devmentor_analyzers.semantics.keyword_uses import KeywordUses
from devmentor_analyzers.semantics.mentions import Mentions
from devmentor_analyzers.semantics.moving import Moving
from devmentor_analyzers.semantics.navigation import Navigation
from devmentor_analyzers.semantics.overriding import Overriding
from devmentor_analyzers.semantics.own_files import OwnFiles
from devmentor_analyzers.semantics.refactoring import Refactoring
from devmentor_analyzers.semantics.remaining import Remaining
from devmentor_analyzers.semantics.renaming import Renaming
from devmentor_analyzers.semantics.semantics import Semantics, typed
from devmentor_analyzers.semantics.sources import Sources
from devmentor_analyzers.semantics.star_imports import StarImports
from devmentor_analyzers.semantics.texts import Texts
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.silence.silence import Silence
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.symbols.search import SymbolSearch
from devmentor_analyzers.syntax.outline import enclosing
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.values import (
    Completion,
    Completions,
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

    def __init__(
        self,
        folders: Sequence[Path],
        settings: Settings,
        own: Mapping[Path, Settings] | None = None,
    ) -> None:
        """`own` settings hold in their folders, `settings` wherever there are none."""
        self.settings = settings
        self.folders = [folder.absolute() for folder in folders]
        self.folder_settings = FolderSettings.given(self.folders, settings, own)
        self.interpreters = _interpreters(self.folder_settings)
        """The environment each folder was found to have, by its files; None: our own Python."""

        self._syntax = Syntax(settings)
        self._syntax.limit(self.folder_settings)
        self._ruff = Ruff(self.folders)
        self._types = Checkers(self.folder_settings, self._pythons)
        self._names = Names(self.folders, settings.interpreter)
        self._symbols = SymbolSearch(self.folders, settings)
        self.advice = Advice(self._symbols.engine, settings.advice, self._syntax.outline)
        self.attached = Attached(self.folder_settings, self._pythons)
        self._imports = AutoImport(self.folders, self._symbols, self._syntax)
        self._semantics = Semantics(self._types, self._names, self._syntax, self.folders)
        self.lines = LineHistory()
        self.remarks = Remarks(self.folders, self.lines, wanted=settings.history)
        self._texts = Texts(settings.max_file_bytes)
        self.silence = Silence(self.folders, settings.silence, self._syntax)
        self.editing = Editing(
            *(self.folder_settings, self._ruff, self.attached, self._imports, self.silence),
            self._syntax,
        )
        self._engines = Pool()
        self._engines.have(self._wanted())
        own_files = OwnFiles(self.folders)
        navigation = TyNavigation(self._types)
        self.navigation = Navigation(navigation, self._names, self._syntax, self.attached)
        self.hierarchies = Hierarchies(navigation, self._semantics, self._syntax, self._texts)
        semantics, syntax, names = self._semantics, self._syntax, self._names
        hierarchies, texts = self.hierarchies, self._texts
        overriding = Overriding(hierarchies, syntax, texts)
        sources = Sources(self.folders, texts, own_files, settings.max_file_bytes)
        captures = Captures(texts, syntax)
        exports = Exports(texts, syntax, StarImports(sources))
        uses = KeywordUses(hierarchies, self.navigation, overriding, syntax, texts)
        self.renaming = Renaming(
            *(navigation, semantics, names, syntax, own_files, overriding, self.attached),
            *(captures, exports, uses, Mentions(sources, syntax), Remaining(semantics, syntax)),
            texts,
        )
        self.refactoring = Refactoring(self._names, self._syntax, own_files)
        self.moving = Moving(sources)

    def start_first(self) -> None:
        """Start what shows findings, ahead of the rest: all at once they are in each other's way."""
        for engine in self._wanted():
            if engine is self._ruff.engine or engine in self._types.engines:
                engine.start()

    async def start(self) -> None:
        """Start the engines; they warm up in the background."""
        self._engines.start()
        await self._names.work_in(*self._homes)
        await self._names.start()

    async def close(self) -> None:
        """Stop the engines; no process is left."""
        self.advice.close()
        self.silence.close()
        self.attached.close()
        await asyncio.gather(self._engines.close(), self._names.close(), self.remarks.close())

    async def reconfigure(
        self,
        folders: Sequence[Path],
        settings: Settings,
        own: Mapping[Path, Settings] | None = None,
    ) -> None:
        """Take other folders or settings; engines that serve the others stay warm."""
        self.folders[:] = [folder.absolute() for folder in folders]  # the others look at it too
        before, self.settings = self.settings, settings
        self.folder_settings = FolderSettings.given(self.folders, settings, own)
        self.interpreters = _interpreters(self.folder_settings)
        self.editing.settings = self.folder_settings
        self._syntax.limit(self.folder_settings)
        self._types.work_in(self.folder_settings, self._pythons)
        self.attached.work_in(self.folder_settings, self._pythons)
        self.remarks.wanted = settings.history
        self.silence.volume = settings.silence
        for engine in (self._ruff.engine, self._symbols.engine):
            engine.work_in(self.folders)
        if before.advice != settings.advice:
            self.advice.choose(settings.advice)
            self._symbols.advise(settings.advice)
        await asyncio.gather(self._engines.keep(self._wanted()), self._names.work_in(*self._homes))

    def on_late_findings(self, told: Callable[[Path], None]) -> None:
        """Say whom to tell that there is more to say about a file than was said in time."""
        self.attached.late = told

    @property
    def _pythons(self) -> dict[Path, Path]:
        """ty reads what is in an environment; other engines run it."""
        run = any(each.engines or each.checker != ty.NAME for each in self.folder_settings.all())
        return programs(self.interpreters, run=run)

    @property
    def _homes(self) -> tuple[dict[Path, Path | None], Path | None]:
        """What the name engine finds for itself, more thoroughly, and what it is told."""
        own = self.folder_settings.own
        return {folder: each.interpreter for folder, each in own.items()}, self.settings.interpreter

    def _wanted(self) -> list[Engine]:
        lint = any(each.lint for each in self.folder_settings.all())
        first = [self._ruff.engine] if lint else []
        return [*first, *self._types.engines, self._symbols.engine, *self.attached.engines]

    def _takes(self, snapshot: Snapshot) -> bool:
        attached = self.attached.takes(snapshot) and not self._syntax.refuses(snapshot)
        return attached or self._syntax.takes(snapshot)

    def opened(self, snapshot: Snapshot) -> None:
        """Take note of a document that was opened."""
        if not self._takes(snapshot):
            return
        self._texts.show(snapshot)
        self.silence.opened(snapshot)
        self._engines.opened(snapshot)
        self._names.opened(snapshot)

    def changed(self, snapshot: Snapshot) -> None:
        """Take note of a newer version of an open document."""
        if self._takes(snapshot):
            self.opened(snapshot)
        else:
            self.closed(snapshot.uri)

    def closed(self, uri: str) -> None:
        """Forget a document; its file counts again."""
        self._syntax.forget(uri)
        self.silence.closed(uri)
        self._texts.forget(uri)
        self.advice.forget(uri)
        self._engines.closed(uri)
        self.attached.forget(path_of(uri))
        self._names.closed(uri)

    def let_go(self) -> None:
        """Let go of the trees of documents: each is parsed anew when something is asked of it."""
        self._syntax.let_go()

    def files_changed(self, paths: Iterable[Path], made: Collection[Path] = ()) -> None:
        """Take note of files changed, deleted or `made` outside the editor, settings included."""
        self.advice.files_changed()
        self._engines.files_changed(list(paths), made)

    async def findings(self, snapshot: Snapshot, *, types: bool = True) -> list[Finding]:
        """What is shown of errors and lint, which are quick, then of types, advice and the history's
        hints.

        Advice and hints that are late are told by `on_news`.
        """
        if not self._takes(snapshot):
            return await self._syntax.faults(snapshot)
        syntax, lint, typing, advice, remarks, others = await asyncio.gather(
            self._syntax.faults(snapshot),
            self._ruff.findings(snapshot) if self.editing.lints(snapshot) else _nothing(),
            self._types.findings(snapshot) if types else _nothing(),
            self.advice.findings(snapshot) if types else _nothing(),
            self.remarks.findings(snapshot) if types else _nothing(),
            self.attached.findings(snapshot) if types else _nothing(),
        )
        hints = [*(advice or ()), *(remarks or ())]
        found = merge_findings(syntax, lint, typing, hints, others or ())
        return enough(await self.silence.left(snapshot, found, whole=types))

    async def findings_on_disk(self, snapshot: Snapshot) -> list[Finding]:
        """The same for a Python file that is not open, of which no tree is kept."""
        if not self._syntax.takes_python(snapshot):
            return []
        lint = await self._ruff.findings(snapshot) if self.editing.lints(snapshot) else None
        typing = await self._types.findings(snapshot)
        found = merge_findings((), lint, typing, await self.advice.findings_on_disk(snapshot))
        return enough(await self.silence.left_on_disk(snapshot, found))

    async def has_news(self, snapshot: Snapshot) -> bool | None:
        """Whether a change elsewhere changes what is found in a document; None when nobody answers."""
        return self._syntax.takes_python(snapshot) and await self._types.has_news(snapshot)

    async def complete(self, snapshot: Snapshot, at: Position, limit: int = 200) -> Completions:
        """Names that may be typed here; those that need an import behind those in scope."""
        found = _NO_COMPLETIONS
        if self._syntax.takes_python(snapshot):
            search = self._imports.look(snapshot, at)
            found = await self._semantics.complete(snapshot, at, limit)
            found = await self._imports.join(found, snapshot, at, search) if search else found
        if found.items:
            return found
        more = await self.attached.first(snapshot, "completion", lambda s: s.complete(snapshot, at))
        return best_completions(more, typed(snapshot, at), limit) if more else found

    async def resolve(self, snapshot: Snapshot, completion: Completion) -> Completion:
        """Fill in the documentation of a completion."""
        return await self._semantics.resolve(snapshot, completion)

    async def hover(self, snapshot: Snapshot, at: Position) -> Hover | None:
        """What is under the cursor."""
        found = None
        if self._syntax.takes_python(snapshot):
            is_name = await self._syntax.is_name(snapshot, at)
            found = await self._semantics.hover(snapshot, at, is_name=is_name)
        if found is None:
            found = await self.attached.first(snapshot, "hover", lambda s: s.hover(snapshot, at))
        return found

    async def signatures(self, snapshot: Snapshot, at: Position) -> Signatures | None:
        """Ways to call the function whose parentheses surround the cursor."""
        found = None
        if self._syntax.takes_python(snapshot):
            found = await self._semantics.signatures(snapshot, at)
        if found is None:
            found = await self.attached.first(
                snapshot, "signatures", lambda s: s.signatures(snapshot, at)
            )
        return found

    async def definitions(self, snapshot: Snapshot, at: Position) -> list[Location]:
        """Where the name under the cursor is defined."""
        found: list[Location] | None = None
        if self._syntax.takes_python(snapshot):
            found = await self._semantics.definitions(snapshot, at)
        if not found:
            found = await self.attached.first(
                snapshot, "definition", lambda s: s.definitions(snapshot, at)
            )
        return found or []

    async def references(
        self, snapshot: Snapshot, at: Position, *, include_declaration: bool
    ) -> list[Location]:
        """Where the name under the cursor is used, in the whole workspace."""
        more = self.attached.all(
            snapshot,
            "references",
            lambda s: s.references(snapshot, at, include_declaration=include_declaration),
        )
        if not self._syntax.takes_python(snapshot):
            return merge_locations(*await more)
        known = self._semantics.references(snapshot, at, include_declaration=include_declaration)
        found, others = await asyncio.gather(known, more)
        return merge_locations(found, *others)

    async def highlights(self, snapshot: Snapshot, at: Position) -> list[Highlight]:
        """Where the name under the cursor occurs in this document."""
        found: list[Highlight] = []
        if self._syntax.takes_python(snapshot):
            found = await self._semantics.highlights(snapshot, at)
        if not found:
            known = await self.attached.first(
                snapshot, "highlights", lambda s: s.highlights(snapshot, at)
            )
            found = known or await self._syntax.occurrences(snapshot, at)
        return found

    async def outline(self, snapshot: Snapshot) -> tuple[Symbol, ...]:
        """The named pieces of a document, nested."""
        if self._syntax.takes(snapshot):
            return await self._syntax.outline(snapshot)
        found = await self.attached.first(snapshot, "symbols", lambda s: s.outline(snapshot))
        return tuple(found or ())

    async def enclosing(self, snapshot: Snapshot, at: Position) -> Symbol | None:
        """Innermost function, method or class around a place."""
        return enclosing(await self.outline(snapshot), at)

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
        if not self._syntax.takes_python(snapshot):
            return []
        return await self._types.hints(snapshot, range) or []

    async def tokens(self, snapshot: Snapshot, range: Range | None = None) -> list[int]:
        """What each word is (see `token_kinds`), at least in the range; by types, else by syntax."""
        known = None
        if self._syntax.takes_python(snapshot):
            known = await self._types.tokens(snapshot, range)
        return await self._syntax.tokens(snapshot) if known is None else known

    async def links(self, snapshot: Snapshot) -> list[Link]:
        """Pages and files that a text points at."""
        return await self._syntax.links(snapshot, self.folders)

    async def find_symbols(self, query: str, limit: int) -> list[WorkspaceSymbol]:
        """Symbols anywhere in the workspace whose names match, best first."""
        found, others = await asyncio.gather(
            self._symbols.find(query, limit), self.attached.find_symbols(query)
        )
        return merge_symbols(found, others)[:limit]

    def engines(self) -> list[EngineStatus]:
        """How each engine is."""
        return [*self._engines.statuses(), *self.attached.statuses(), self._names.status()]


async def _nothing() -> None:
    return None


def _interpreters(settings: FolderSettings) -> dict[Path, Candidate | None]:
    return {folder: chosen(folder, each.interpreter) for folder, each in settings.own.items()}
