"""What the text of a document alone tells, in any language we parse."""

import asyncio
from collections.abc import Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.faults import SOURCE, faults
from devmentor_analyzers.syntax.folding import folds
from devmentor_analyzers.syntax.occurrences import is_name, occurrences
from devmentor_analyzers.syntax.outline import outline
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.trees import Trees
from devmentor_analyzers.values import Fold, Highlight, Symbol
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Position, Range

ResultT = TypeVar("ResultT")
_AT_ONCE = 50_000
"""Texts up to this size take about 5 ms to parse and may be parsed on the event loop."""


class Syntax:
    """Trees of the documents at hand and what follows from them. Never raises on bad text."""

    def __init__(self, settings: Settings) -> None:
        self._trees = Trees(settings.max_file_bytes)
        self._max_bytes = settings.max_file_bytes
        self._outlines: WeakKeyDictionary[Parsed, tuple[Symbol, ...]] = WeakKeyDictionary()

    async def prepare(self, snapshot: Snapshot) -> None:
        """Parse and outline a document, in a thread when it is large; the rest is then quick."""
        known = self._trees.known(snapshot)
        if not self._trees.takes(snapshot) or (known is not None and known in self._outlines):
            return
        await self._elsewhere(snapshot, lambda: self.outline(snapshot))

    def outline(self, snapshot: Snapshot) -> tuple[Symbol, ...]:
        """The named pieces of a document."""
        parsed = self._trees.of(snapshot)
        if parsed is None:
            return ()
        if parsed not in self._outlines:
            self._outlines[parsed] = outline(parsed)
        return self._outlines[parsed]

    def folds(self, snapshot: Snapshot) -> tuple[Fold, ...]:
        """Lines that may be folded."""
        parsed = self._trees.of(snapshot)
        return folds(parsed) if parsed else ()

    def occurrences(self, snapshot: Snapshot, at: Position) -> list[Highlight]:
        """What has the same name as the identifier at a place."""
        parsed = self._trees.of(snapshot)
        return occurrences(parsed, at) if parsed else []

    async def is_name(self, snapshot: Snapshot, at: Position) -> bool:
        """Tell whether an identifier touches a place; yes when the text is not parsed."""
        await self.prepare(snapshot)
        parsed = self._trees.known(snapshot)
        return parsed is None or is_name(parsed, at)

    async def faults(self, snapshot: Snapshot) -> list[Finding]:
        """Syntax errors, or why there is nothing to say about this text."""
        if refusal := self._refusal(snapshot):
            return [refusal]
        return await self._elsewhere(snapshot, lambda: self._faults(snapshot))

    def takes(self, snapshot: Snapshot) -> bool:
        """Tell whether a document is in a language we know, of a bearable size, and text."""
        return self._trees.takes(snapshot)

    def forget(self, uri: str) -> None:
        """Let go of a document."""
        self._trees.forget(uri)

    def _faults(self, snapshot: Snapshot) -> list[Finding]:
        parsed = self._trees.of(snapshot)
        return faults(parsed, str(snapshot.path)) if parsed else []

    async def _elsewhere(self, snapshot: Snapshot, work: Callable[[], ResultT]) -> ResultT:
        if len(snapshot.text) <= _AT_ONCE:
            return work()
        return await asyncio.to_thread(work)

    def _refusal(self, snapshot: Snapshot) -> Finding | None:
        size = len(snapshot.text)
        if size > self._max_bytes:
            limit = self._max_bytes / 1e6
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
