"""What the text of a document alone tells, in any language we parse."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar
from weakref import WeakKeyDictionary

from devmentor_analyzers.folders import FolderSettings
from devmentor_analyzers.metrics.functions import measure
from devmentor_analyzers.metrics.values import FunctionMetrics
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.faults import SOURCE, faults
from devmentor_analyzers.syntax.folding import folds
from devmentor_analyzers.syntax.growing import selections
from devmentor_analyzers.syntax.import_line import import_line
from devmentor_analyzers.syntax.links import links
from devmentor_analyzers.syntax.occurrences import is_name, occurrences
from devmentor_analyzers.syntax.outline import outline
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.tokens import tokens
from devmentor_analyzers.syntax.trees import Trees
from devmentor_analyzers.values import Fold, Highlight, Link, Symbol
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Position, Range

ResultT = TypeVar("ResultT")
_AT_ONCE = 20_000
"""Texts up to this size take about 5 ms to parse (as SQL, the slowest, 10): few enough for the loop."""


class Syntax:
    """Trees of the documents at hand and what follows from them. Never raises on bad text."""

    def __init__(self, settings: Settings) -> None:
        self._trees = Trees(settings.max_file_bytes)
        self._limits = FolderSettings(settings, {})
        self._outlines: WeakKeyDictionary[Parsed, tuple[Symbol, ...]] = WeakKeyDictionary()
        self._folds: WeakKeyDictionary[Parsed, tuple[Fold, ...]] = WeakKeyDictionary()
        self._metrics: WeakKeyDictionary[Parsed, tuple[FunctionMetrics, ...]] = WeakKeyDictionary()
        self._tokens: WeakKeyDictionary[Parsed, list[int]] = WeakKeyDictionary()
        self._one_at_a_time = asyncio.Lock()

    async def outline(self, snapshot: Snapshot) -> tuple[Symbol, ...]:
        """The named pieces of a document."""
        return await self._kept(snapshot, self._outlines, outline) or ()

    async def folds(self, snapshot: Snapshot) -> tuple[Fold, ...]:
        """Lines that may be folded."""
        return await self._kept(snapshot, self._folds, folds) or ()

    async def occurrences(self, snapshot: Snapshot, at: Position) -> list[Highlight]:
        """What has the same name as the identifier at a place."""
        return await self.read(snapshot, lambda parsed: occurrences(parsed, at)) or []

    async def selections(
        self, snapshot: Snapshot, places: Sequence[Position]
    ) -> list[tuple[Range, ...]]:
        """For each place the ranges around it, innermost first; itself where nothing is parsed."""
        found = await self.read(snapshot, lambda parsed: [selections(parsed, p) for p in places])
        return found or [(Range(start=place, end=place),) for place in places]

    async def tokens(self, snapshot: Snapshot) -> list[int]:
        """What each word of a document is, by its place in the tree (see `token_kinds`)."""
        return await self._kept(snapshot, self._tokens, tokens) or []

    async def links(self, snapshot: Snapshot, folders: Sequence[Path]) -> list[Link]:
        """Pages and files that a text points at, in any language."""
        if self._refusal(snapshot):
            return []
        return await asyncio.to_thread(links, snapshot, await self._parsed(snapshot), folders)

    async def is_name(self, snapshot: Snapshot, at: Position) -> bool:
        """Tell whether an identifier touches a place; yes when the text is not parsed."""
        parsed = await self._parsed(snapshot)
        return parsed is None or is_name(parsed, at)

    async def import_line(self, snapshot: Snapshot) -> int:
        """Where a new import belongs in a Python document."""
        return await self.read(snapshot, import_line) or 0

    async def faults(self, snapshot: Snapshot) -> list[Finding]:
        """Syntax errors, or why there is nothing to say about this text."""
        if refusal := self._refusal(snapshot):
            return [refusal]
        path = str(snapshot.path)
        return await self.read(snapshot, lambda parsed: faults(parsed, path)) or []

    async def metrics(self, snapshot: Snapshot) -> tuple[FunctionMetrics, ...]:
        """How hard each function is to understand, and why."""
        return await self._kept(snapshot, self._metrics, measure) or ()

    def takes(self, snapshot: Snapshot) -> bool:
        """Tell whether a document is in a language we know, of a bearable size, and text."""
        most = self._limits.of(snapshot.path).max_file_bytes
        return self._trees.takes(snapshot) and len(snapshot.text) <= most

    def takes_python(self, snapshot: Snapshot) -> bool:
        """Tell whether engines that know Python may be asked about a document."""
        return snapshot.language == "python" and self.takes(snapshot)

    def refuses(self, snapshot: Snapshot) -> bool:
        """Tell whether a document, in whatever language, is too large or no text."""
        return self._refusal(snapshot) is not None

    def limit(self, settings: FolderSettings) -> None:
        """Take other limits of size, each for its folder."""
        self._limits = settings
        self._trees.max_bytes = max(each.max_file_bytes for each in settings.all())

    def forget(self, uri: str) -> None:
        """Let go of a document."""
        self._trees.forget(uri)

    def let_go(self) -> None:
        """Let go of all documents; each is parsed anew when it is asked about."""
        self._trees.clear()

    async def _kept(
        self,
        snapshot: Snapshot,
        kept: WeakKeyDictionary[Parsed, ResultT],
        read: Callable[[Parsed], ResultT],
    ) -> ResultT | None:
        """What was read from this tree before, else what is read from it now."""
        parsed = await self._parsed(snapshot)
        if parsed is None:
            return None
        if parsed not in kept:
            kept[parsed] = await self._beside(snapshot, lambda: read(parsed))
        return kept[parsed]

    async def read(self, snapshot: Snapshot, read: Callable[[Parsed], ResultT]) -> ResultT | None:
        """Read something from the tree of a document; None when it is not parsed."""
        parsed = await self._parsed(snapshot)
        return None if parsed is None else await self._beside(snapshot, lambda: read(parsed))

    async def _parsed(self, snapshot: Snapshot) -> Parsed | None:
        """The tree of a document; those who want the same one wait for each other."""
        if (known := self._trees.known(snapshot)) is not None:
            return known
        async with self._one_at_a_time:
            return await self._beside(snapshot, lambda: self._trees.of(snapshot))

    async def _beside(self, snapshot: Snapshot, work: Callable[[], ResultT]) -> ResultT:
        """Do work about a large text in a thread: the event loop has better things to do."""
        if len(snapshot.text) <= _AT_ONCE:
            return work()
        return await asyncio.to_thread(work)

    def _refusal(self, snapshot: Snapshot) -> Finding | None:
        size, most = len(snapshot.text), self._limits.of(snapshot.path).max_file_bytes
        if size > most:
            limit = most / 1e6
            return _note(
                snapshot,
                "too-large",
                f"This file is not analysed: it has {size / 1e6:.1f} million characters, "
                f"the limit is {limit:.1f} million.",
            )
        if "\0" in snapshot.text:
            return _note(
                snapshot,
                "binary",
                "This file is not analysed: it holds NUL bytes, so it is not text.",
            )
        return None


def _note(snapshot: Snapshot, code: str, message: str) -> Finding:
    return Finding(
        path=str(snapshot.path),
        range=Range.of(0, 0, 0, 1),
        code=code,
        message=message,
        severity=Severity.INFORMATION,
        source=SOURCE,
    )
