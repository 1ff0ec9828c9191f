"""The resident engines of a workspace: those that are wanted run, and know the open documents."""

import asyncio
from collections.abc import Collection, Iterable
from pathlib import Path

from devmentor_analyzers.engine_status import EngineStatus
from devmentor_analyzers.engines.engine import Engine
from devmentor_analyzers.snapshot import Snapshot


class Pool:
    """Starts, feeds and stops them."""

    def __init__(self) -> None:
        self._engines: list[Engine] = []
        self._open: dict[str, Snapshot] = {}
        self._running = False

    def start(self) -> None:
        """Start in the background."""
        self._running = True
        for engine in self._engines:
            engine.start()

    async def keep(self, wanted: Iterable[Engine]) -> None:
        """Have these and no others; those that stay are not disturbed."""
        before, self._engines = self._engines, list(wanted)
        for engine in self._engines:
            if engine not in before:
                self._welcome(engine)
        await asyncio.gather(*(each.close() for each in before if each not in self._engines))

    def have(self, wanted: Iterable[Engine]) -> None:
        """Take the first ones, before anything has started."""
        self._engines = list(wanted)

    async def close(self) -> None:
        """Stop; no process is left."""
        self._running = False
        await asyncio.gather(*(engine.close() for engine in self._engines))

    def opened(self, snapshot: Snapshot) -> None:
        """Show a document, or its newer version."""
        self._open[snapshot.uri] = snapshot
        for engine in self._engines:
            engine.opened(snapshot)

    def closed(self, uri: str) -> None:
        """Take a document away."""
        self._open.pop(uri, None)
        for engine in self._engines:
            engine.closed(uri)

    def files_changed(self, paths: list[Path], made: Collection[Path]) -> None:
        """Say that files were changed, deleted or `made`."""
        for engine in self._engines:
            engine.files_changed(paths, made)

    def statuses(self) -> list[EngineStatus]:
        """How each is."""
        return [engine.status() for engine in self._engines]

    def _welcome(self, engine: Engine) -> None:
        if self._running:
            engine.start()
        for snapshot in self._open.values():
            engine.opened(snapshot)
