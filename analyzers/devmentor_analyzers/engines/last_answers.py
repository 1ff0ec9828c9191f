"""What an engine said of a document, while it is started again: findings do not vanish and come back."""

import asyncio

from devmentor_analyzers.engines.engine import Engine
from devmentor_analyzers.moved_findings import moved
from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.finding import Finding


class LastAnswers:
    """Of the documents that are open in engines."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[Engine, Snapshot, list[Finding]]] = {}

    async def or_last(
        self, engine: Engine, snapshot: Snapshot, found: list[Finding] | None
    ) -> list[Finding] | None:
        """An answer; where a restart is the reason for none, the one before, moved with the text."""
        if found is not None:
            self._keep(engine, snapshot, found)
            return found
        before = self._last.get(snapshot.uri)
        if before is None or before[0] is not engine or not engine.is_restarting:
            return None
        _, known, said = before
        return await asyncio.to_thread(lambda: list(moved(said, known, snapshot)))

    def about(self, snapshot: Snapshot) -> list[Finding] | None:
        """What was said last of exactly this text; None when nothing was."""
        before = self._last.get(snapshot.uri)
        return before[2] if before is not None and before[1] is snapshot else None

    def _keep(self, engine: Engine, snapshot: Snapshot, found: list[Finding]) -> None:
        self._last[snapshot.uri] = engine, snapshot, found
        closed = [uri for uri, (by, known, _) in self._last.items() if not by.shows(known)]
        for uri in closed:
            del self._last[uri]
