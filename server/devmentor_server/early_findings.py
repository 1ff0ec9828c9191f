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
        slow = await self._as_they_were(snapshot, quick)
        # Meanwhile somebody may have asked to ignore some of them.
        return Report([*quick, *await analysis.silence.wanted(snapshot, slow)], everything)

    def forget(self, uri: str) -> None:
        """A document was closed."""
        self._slow.pop(uri, None)

    async def _as_they_were(self, snapshot: Snapshot, quick: list[Finding]) -> list[Finding]:
        before, slow = self._slow.get(snapshot.uri, (snapshot, []))
        if not slow:
            return slow
        # In a thread, for a broken file has thousands of them.
        return await asyncio.to_thread(lambda: _without(list(moved(slow, before, snapshot)), quick))

    async def _everything(
        self, analysis: Workspace, snapshot: Snapshot, quickly: "asyncio.Task[list[Finding]]"
    ) -> list[Finding]:
        findings = await analysis.findings(snapshot)
        quick = await quickly
        self._slow[snapshot.uri] = snapshot, await asyncio.to_thread(_without, findings, quick)
        return findings


def _without(findings: list[Finding], others: list[Finding]) -> list[Finding]:
    told = {_key(each) for each in others}
    return [each for each in findings if _key(each) not in told]


def _key(finding: Finding) -> tuple[int, int, str, str]:
    start = finding.range.start
    return start.line, start.character, finding.code, finding.message
