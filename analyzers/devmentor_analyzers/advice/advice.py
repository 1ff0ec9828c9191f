"""The mentor's own findings about a document, asked of the process that reads the workspace."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter, ValidationError

from devmentor_analyzers.advice.choices import Choices
from devmentor_analyzers.engines.connection import EngineError
from devmentor_analyzers.engines.engine import Engine
from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.finding import Finding

_FINDINGS = TypeAdapter(list[Finding])
_SECONDS = 20.0
_SURVEY_SECONDS = 600.0


class Advice:
    """Asks for advice; when the process does not answer there is none."""

    def __init__(self, engine: Engine, choices: Choices) -> None:
        self._engine = engine
        self._choices = choices
        self._given: dict[str, list[Finding]] = {}
        self._surveying: asyncio.Task[None] | None = None
        self.on_news: Callable[[], None] = _ignore
        """Called when the whole workspace has been read and more is to be said than before."""

    async def findings(self, snapshot: Snapshot) -> list[Finding]:
        """Hints about a document, in the order of the text."""
        if not self._choices:
            return []
        try:
            async with self._engine.seeing(snapshot):
                found = await self._ask(snapshot.uri)
        except EngineError:
            return []
        if self._choices.needs_survey and self._surveying is None:
            self._surveying = asyncio.create_task(self._survey())
        self._given[snapshot.uri] = found
        return found

    def forget(self, uri: str) -> None:
        """A document was closed."""
        self._given.pop(uri, None)

    def close(self) -> None:
        """Wait for nothing any more."""
        if self._surveying is not None:
            self._surveying.cancel()

    async def _survey(self) -> None:
        """Once all files are known, tell if that changes what was said of open documents."""
        with contextlib.suppress(EngineError):
            await self._engine.ask("devmentor/surveyed", {}, timeout=_SURVEY_SECONDS)
            for uri, given in list(self._given.items()):
                if await self._ask(uri) != given and uri in self._given:
                    self.on_news()
                    return

    async def findings_on_disk(self, snapshot: Snapshot) -> list[Finding]:
        """The same for a file that is not open."""
        if not self._choices:
            return []
        try:
            return await self._ask(snapshot.uri)
        except EngineError:
            return []

    async def _ask(self, uri: str) -> list[Finding]:
        answer: Any = await self._engine.ask("devmentor/advice", {"uri": uri}, timeout=_SECONDS)
        try:
            return _FINDINGS.validate_python(answer)
        except ValidationError:
            return []


def _ignore() -> None:
    """Nobody wants to know."""
