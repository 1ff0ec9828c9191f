"""The mentor's own findings about a document. Whoever shows them never waits for them long."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter, ValidationError

from devmentor_analyzers.advice.choices import Choices
from devmentor_analyzers.advice.last_run import LastRun, Outline
from devmentor_analyzers.engines.connection import EngineError
from devmentor_analyzers.engines.engine import Engine
from devmentor_analyzers.moved_findings import moved
from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.finding import Finding

_FINDINGS = TypeAdapter(list[Finding])
_PATIENCE_SECONDS = 0.02
"""Advice that takes longer comes as news: types are not to be late for it."""

_SECONDS = 20.0
_SURVEY_SECONDS = 600.0


class Advice:
    """Asks the process that reads the workspace; when it does not answer there is no advice."""

    def __init__(self, engine: Engine, choices: Choices, outline: Outline) -> None:
        self._engine = engine
        self._choices = choices
        self._last_run = LastRun(outline) if choices.untested_change else None
        self._known: dict[str, tuple[Snapshot, list[Finding]]] = {}
        self._asking: dict[str, asyncio.Task[list[Finding]]] = {}
        self._surveying: asyncio.Task[None] | None = None
        self.on_news: Callable[[], None] = _ignore
        """Called when there is more, or less, to be said of a document than was."""

    async def findings(self, snapshot: Snapshot) -> list[Finding]:
        """Hints about a document: as it is if that is known in a moment, else as it was."""
        if not self._choices:
            return []
        if older := self._asking.pop(snapshot.uri, None):
            older.cancel()
        asking = self._asking[snapshot.uri] = asyncio.create_task(self._fresh(snapshot))
        await asyncio.wait((asking,), timeout=_PATIENCE_SECONDS)
        if asking.done() and not asking.cancelled():
            return asking.result()
        before, known = self._known.get(snapshot.uri, (snapshot, []))
        shown = known if before is snapshot else list(moved(known, before, snapshot))
        asking.add_done_callback(lambda done: self._late(done, shown))
        return shown

    async def findings_on_disk(self, snapshot: Snapshot) -> list[Finding]:
        """Hints about a file that is not open."""
        try:
            return await self._ask(snapshot.uri) if self._choices else []
        except EngineError:
            return []

    def files_changed(self) -> None:
        """Something changed on the disk."""
        if self._last_run is not None:
            self._last_run.forget()

    def forget(self, uri: str) -> None:
        """A document was closed."""
        self._known.pop(uri, None)
        if asking := self._asking.pop(uri, None):
            asking.cancel()

    def close(self) -> None:
        """Wait for nothing any more."""
        for asking in self._asking.values():
            asking.cancel()
        if self._surveying is not None:
            self._surveying.cancel()

    async def _fresh(self, snapshot: Snapshot) -> list[Finding]:
        beside = self._last_run.findings(snapshot) if self._last_run else _nothing()
        answer, untested = await asyncio.gather(self._answer(snapshot), beside)
        found = [*answer, *untested]
        self._known[snapshot.uri] = snapshot, found
        if self._choices.needs_survey and self._surveying is None:
            self._surveying = asyncio.create_task(self._survey())
        return found

    async def _answer(self, snapshot: Snapshot) -> list[Finding]:
        try:
            known = self._engine.shows(snapshot)
            return await self._ask(snapshot.uri, None if known else snapshot.text)
        except EngineError:
            return []

    def _late(self, asking: "asyncio.Task[list[Finding]]", shown: list[Finding]) -> None:
        if not asking.cancelled() and asking.result() != shown:
            self.on_news()

    async def _survey(self) -> None:
        """Once all files are known, tell if that changes what was said of open documents."""
        with contextlib.suppress(EngineError):
            await self._engine.ask("devmentor/surveyed", {}, timeout=_SURVEY_SECONDS)
            for snapshot, known in list(self._known.values()):
                answer = await self._ask(snapshot.uri)
                if any(each not in known for each in answer):
                    self.on_news()
                    return

    async def _ask(self, uri: str, text: str | None = None) -> list[Finding]:
        params = {"uri": uri, "text": text}
        answer: Any = await self._engine.ask("devmentor/advice", params, timeout=_SECONDS)
        try:
            return _FINDINGS.validate_python(answer)
        except ValidationError:
            return []


async def _nothing() -> list[Finding]:
    return []


def _ignore() -> None:
    """Nobody wants to know."""
