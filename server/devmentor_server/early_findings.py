"""What is quick at once, all of it later: lint takes milliseconds, types take longer.

What is slow is shown as it was, moved along with the text, until it is known anew: findings that
vanish and come back would be worse than findings that are right a moment later.
"""

import asyncio
from dataclasses import dataclass

from devmentor_analyzers.moved_findings import moved
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.workspace import Workspace
from devmentor_protocol.finding import Finding

_GRACE_SECONDS = 0.002
"""What is whole a moment later is worth one report instead of two."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is known so far; `rest` brings everything, and is None when this is everything."""

    findings: list[Finding]
    rest: "asyncio.Task[list[Finding]] | None" = None


class EarlyFindings:
    """Remembers what was slow to find in each document."""

    def __init__(self) -> None:
        self._slow: dict[str, tuple[Snapshot, list[Finding]]] = {}

    def knows(self, uri: str) -> bool:
        """Tell whether a document has had a whole report."""
        return uri in self._slow

    async def so_far(self, analysis: Workspace, snapshot: Snapshot) -> Report:
        """Everything when it is there at once, else what is quick."""
        quickly = asyncio.create_task(analysis.findings(snapshot, types=False))
        everything = asyncio.create_task(self._everything(analysis, snapshot, quickly))
        try:
            quick = await quickly
            await asyncio.wait((everything,), timeout=_GRACE_SECONDS)
        except asyncio.CancelledError:
            everything.cancel()
            raise
        if everything.done():
            return Report(everything.result())
        return Report([*quick, *self._as_they_were(snapshot)], everything)

    def forget(self, uri: str) -> None:
        """A document was closed."""
        self._slow.pop(uri, None)

    def _as_they_were(self, snapshot: Snapshot) -> list[Finding]:
        before, slow = self._slow.get(snapshot.uri, (snapshot, []))
        return list(moved(slow, before, snapshot))

    async def _everything(
        self, analysis: Workspace, snapshot: Snapshot, quickly: "asyncio.Task[list[Finding]]"
    ) -> list[Finding]:
        findings = await analysis.findings(snapshot)
        quick = await quickly
        self._slow[snapshot.uri] = snapshot, [each for each in findings if each not in quick]
        return findings
