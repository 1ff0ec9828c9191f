"""Findings for somebody who has just opened a file: what is quick at once, all of it later.

Types take seconds the first time, lint does not. Once everything about a document has been shown,
only whole reports follow: findings that vanish and come back would be worse than a short wait.
"""

import asyncio
from dataclasses import dataclass

from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.workspace import Workspace
from devmentor_protocol.finding import Finding


@dataclass(frozen=True, slots=True)
class Report:
    """What is known so far; `rest` brings everything, and is None when this is everything."""

    findings: list[Finding]
    rest: "asyncio.Task[list[Finding]] | None" = None


class EarlyFindings:
    """Remembers which documents have had a whole report."""

    def __init__(self) -> None:
        self._whole: set[str] = set()

    async def so_far(self, analysis: Workspace, snapshot: Snapshot) -> Report:
        """Everything when it is there at once or was before, else what is quick."""
        everything = asyncio.create_task(self._everything(analysis, snapshot))
        try:
            if snapshot.uri in self._whole:
                return Report(await everything)
            quick = await analysis.findings(snapshot, types=False)
            return Report(everything.result()) if everything.done() else Report(quick, everything)
        except asyncio.CancelledError:
            everything.cancel()
            raise

    def forget(self, uri: str) -> None:
        """A document was closed."""
        self._whole.discard(uri)

    async def _everything(self, analysis: Workspace, snapshot: Snapshot) -> list[Finding]:
        findings = await analysis.findings(snapshot)
        self._whole.add(snapshot.uri)
        return findings
