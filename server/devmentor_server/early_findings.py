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

_PATIENCE_SECONDS = 1.0
"""How long one engine may hold up what the others know."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is known so far; `rest` brings everything, and is None when this is everything."""

    findings: list[Finding]
    rest: "asyncio.Task[list[Finding]] | None" = None


@dataclass(frozen=True, slots=True)
class _Known:
    snapshot: Snapshot
    quick: list[Finding]
    slow: list[Finding]


class EarlyFindings:
    """Remembers what was found in each document, and what of it was slow."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._hurried: dict[str, int] = {}

    def knows(self, uri: str) -> bool:
        """Tell whether a document has had a whole report."""
        return uri in self._known

    async def so_far(self, analysis: Workspace, snapshot: Snapshot) -> Report:
        """Everything when it is there at once, else what is quick; of what is late, what it was."""
        quickly = asyncio.create_task(analysis.findings(snapshot, types=False))
        everything = asyncio.create_task(self._everything(analysis, snapshot, quickly))
        try:
            await asyncio.wait((quickly,), timeout=_PATIENCE_SECONDS)
            await asyncio.wait((everything,), timeout=_GRACE_SECONDS)
        except asyncio.CancelledError:
            everything.cancel()
            raise
        if everything.done():
            return Report(everything.result())
        before = self._known.get(snapshot.uri)
        quick = quickly.result() if quickly.done() else await _moved(before, snapshot, quick=True)
        slow = await _moved(before, snapshot, quick=False)
        late = await asyncio.to_thread(_without, slow, quick) if slow else slow
        # Meanwhile somebody may have asked to ignore some of them.
        return Report([*quick, *await analysis.silence.wanted(snapshot, late)], everything)

    async def is_late(self, snapshot: Snapshot, rest: "asyncio.Task[list[Finding]]") -> bool:
        """Whether to go on without the rest; once for each version, or it would never be waited for."""
        if self._hurried.get(snapshot.uri) == snapshot.version:
            return False
        await asyncio.wait((rest,), timeout=_PATIENCE_SECONDS)
        if not rest.done():
            self._hurried[snapshot.uri] = snapshot.version
        return not rest.done()

    def forget(self, uri: str) -> None:
        """A document was closed."""
        self._known.pop(uri, None)
        self._hurried.pop(uri, None)

    async def _everything(
        self, analysis: Workspace, snapshot: Snapshot, quickly: "asyncio.Task[list[Finding]]"
    ) -> list[Finding]:
        findings = await analysis.findings(snapshot)
        quick = await quickly
        slow = await asyncio.to_thread(_without, findings, quick)
        self._known[snapshot.uri] = _Known(snapshot, quick, slow)
        return findings


async def _moved(before: _Known | None, after: Snapshot, *, quick: bool) -> list[Finding]:
    """What was known before, where it is now; in a thread, for a broken file has thousands of it."""
    if before is None or not (found := before.quick if quick else before.slow):
        return []
    return await asyncio.to_thread(lambda: list(moved(found, before.snapshot, after)))


def _without(findings: list[Finding], others: list[Finding]) -> list[Finding]:
    told = {_key(each) for each in others}
    return [each for each in findings if _key(each) not in told]


def _key(finding: Finding) -> tuple[int, int, str, str]:
    start = finding.range.start
    return start.line, start.character, finding.code, finding.message
