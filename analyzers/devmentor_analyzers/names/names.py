"""jedi behind one door: two workers, so that a hover never waits for a search."""

import asyncio
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from devmentor_analyzers.engine_status import EngineState, EngineStatus
from devmentor_analyzers.names.environment import Environment, find_environment
from devmentor_analyzers.names.wire import Kind, Question
from devmentor_analyzers.names.worker_process import WorkerFailed, WorkerProcess
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import (
    Completion,
    Completions,
    Highlight,
    Hover,
    Location,
    Signatures,
)
from devmentor_protocol.position import Position, Range

_INTERACTIVE_SECONDS: Final = 10.0
_BULK_SECONDS: Final = 120.0


class Names:
    """Answers about names. Never raises: a worker that fails costs its own answers."""

    def __init__(self, folders: Sequence[Path], interpreter: Path | None) -> None:
        self._folders, self._chosen = tuple(folders), interpreter
        self._environment = Environment(None)
        self._interactive: WorkerProcess | None = None
        self._bulk: WorkerProcess | None = None

    async def start(self) -> None:
        """Find the project's environment and start the workers."""
        found = await asyncio.to_thread(find_environment, self._folders, self._chosen)
        self._environment = found
        self._interactive = WorkerProcess(self._folders, found.interpreter, _INTERACTIVE_SECONDS)
        self._bulk = WorkerProcess(self._folders, found.interpreter, _BULK_SECONDS)
        self._interactive.start()
        self._bulk.start()

    async def close(self) -> None:
        """Stop the workers; no process is left."""
        workers = [worker for worker in (self._interactive, self._bulk) if worker]
        self._interactive = self._bulk = None
        await asyncio.gather(*(worker.close() for worker in workers))

    def status(self) -> EngineStatus:
        """How the workers are, and what is wrong with the project's environment."""
        workers = [worker for worker in (self._interactive, self._bulk) if worker]
        details = [self._environment.detail, *(worker.detail for worker in workers[:1])]
        first = workers[0] if workers else None
        state: EngineState = "ready" if first and first.ready.is_set() else "starting"
        return EngineStatus(
            name="jedi",
            state=state,
            version=version("jedi"),
            detail=" ".join(detail for detail in details if detail),
            pid=first.pid if first else None,
            rss_bytes=sum(worker.memory() for worker in workers) or None,
        )

    async def complete(self, snapshot: Snapshot, at: Position, limit: int) -> Completions:
        """Names that may be typed here."""
        found = await self._ask(self._interactive, "complete", snapshot, at, limit=limit)
        return found or Completions(())

    async def resolve(self, snapshot: Snapshot, completion: Completion) -> Completion:
        """Fill in signature and documentation; unchanged when a newer list has replaced it."""
        start, label = Position(line=0, character=0), completion.label
        found = await self._ask(self._interactive, "resolve", snapshot, start, label=label)
        return found or completion

    async def hover(self, snapshot: Snapshot, at: Position) -> Hover | None:
        """What is under the cursor."""
        markdown = await self._ask(self._interactive, "hover", snapshot, at)
        return Hover(markdown, _word(snapshot, at)) if markdown else None

    async def signatures(self, snapshot: Snapshot, at: Position) -> Signatures | None:
        """Ways to call the function around a place."""
        return await self._ask(self._interactive, "signatures", snapshot, at)

    async def definitions(self, snapshot: Snapshot, at: Position) -> list[Location]:
        """Where a name is defined, imports followed."""
        return await self._ask(self._interactive, "definitions", snapshot, at) or []

    async def references(
        self, snapshot: Snapshot, at: Position, *, include_declaration: bool
    ) -> list[Location]:
        """Where a name is used in the project."""
        more = {"include_declaration": include_declaration}
        return await self._ask(self._bulk, "references", snapshot, at, **more) or []

    async def highlights(self, snapshot: Snapshot, at: Position) -> list[Highlight]:
        """Where a name occurs in its document."""
        return await self._ask(self._interactive, "highlights", snapshot, at) or []

    async def _ask(
        self,
        worker: WorkerProcess | None,
        kind: Kind,
        snapshot: Snapshot,
        at: Position,
        **more: Any,
    ) -> Any:
        if worker is None or not _inside(snapshot, at):
            return None
        question = Question(kind, snapshot.path, snapshot.version, snapshot.text, at, **more)
        try:
            return await worker.ask(question)
        except WorkerFailed:
            return None


def _inside(snapshot: Snapshot, at: Position) -> bool:
    """Whether the place exists: jedi raises on others."""
    return at.line < len(snapshot.lines.starts) and at.character <= len(
        snapshot.lines.line(at.line)
    )


def _word(snapshot: Snapshot, at: Position) -> Range:
    """The name around a place."""
    line = snapshot.lines.line(at.line)
    start = end = at.character
    while start > 0 and (line[start - 1].isalnum() or line[start - 1] == "_"):
        start -= 1
    while end < len(line) and (line[end].isalnum() or line[end] == "_"):
        end += 1
    return Range.of(at.line, start, at.line, end)
