"""The mentor's own findings about a document, asked of the process that reads the workspace."""

from typing import Any

from pydantic import TypeAdapter, ValidationError

from devmentor_analyzers.advice.choices import Choices
from devmentor_analyzers.engines.connection import EngineError
from devmentor_analyzers.engines.engine import Engine
from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.finding import Finding

_FINDINGS = TypeAdapter(list[Finding])
_SECONDS = 20.0


class Advice:
    """Asks for advice; when the process does not answer there is none."""

    def __init__(self, engine: Engine, choices: Choices) -> None:
        self._engine = engine
        self._choices = choices

    async def findings(self, snapshot: Snapshot) -> list[Finding]:
        """Hints about a document, in the order of the text."""
        if not self._choices:
            return []
        try:
            async with self._engine.seeing(snapshot):
                return await self._ask(snapshot.uri)
        except EngineError:
            return []

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
