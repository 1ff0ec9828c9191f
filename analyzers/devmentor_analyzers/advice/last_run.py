"""What the last test run says of open documents: looked up only where there is a coverage report."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from devmentor_analyzers.advice.coverage_files import (
    Coverage,
    Reached,
    newest_coverage,
    read_coverage,
)
from devmentor_analyzers.advice.made_up import is_made_up
from devmentor_analyzers.advice.untested import untested
from devmentor_analyzers.checking.changes import Changes, changes_since
from devmentor_analyzers.git import GitError
from devmentor_analyzers.reading import Unreadable, read_snapshot
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.values import Symbol
from devmentor_protocol.finding import Finding

_BASES = ("origin/HEAD", "origin/main", "origin/master", "main", "master", "HEAD")
"""Where a branch may have begun; on that branch itself only what is not committed has changed."""

_FRESH_SECONDS = 20.0
Outline = Callable[[Snapshot], Awaitable[Sequence[Symbol]]]


class LastRun:
    """Remembers for a moment what changed, and the coverage report as long as it is the same."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._changes: dict[Path, tuple[float, Changes | None]] = {}
        self._read: tuple[tuple[Path, int, frozenset[Path]], Coverage] | None = None
        self._one_at_a_time = asyncio.Lock()

    async def findings(self, snapshot: Snapshot) -> list[Finding]:
        """Functions whose changes no test reaches; none when the report is older than the file."""
        if is_made_up(snapshot.path):
            return []
        report = await asyncio.to_thread(_report, snapshot)
        if report is None:
            return []
        path = await asyncio.to_thread(snapshot.path.resolve)  # as git says it
        async with self._one_at_a_time:
            changes = await self._changed(report.parent)
            if changes is None or path not in changes.lines:
                return []
            reached = await asyncio.to_thread(self._reached, report, path, changes)
        if reached is None:
            return []
        return untested(snapshot, await self._outline(snapshot), changes.lines[path], reached)

    def forget(self) -> None:
        """Files changed: what changed is to be asked anew."""
        self._changes.clear()

    async def _changed(self, folder: Path) -> Changes | None:
        known = self._changes.get(folder)
        if known is None or time.monotonic() - known[0] > _FRESH_SECONDS:
            known = self._changes[folder] = time.monotonic(), await _changes(folder)
        return known[1]

    def _reached(self, report: Path, path: Path, changes: Changes) -> Reached | None:
        try:
            key = report, report.stat().st_mtime_ns, frozenset(changes.lines)
        except OSError:
            return None
        if self._read is None or self._read[0] != key:
            self._read = key, read_coverage(report, changes.lines)
        return self._read[1].get(path)


def _report(snapshot: Snapshot) -> Path | None:
    """The newest report, if it is about this very text: newer than the file, which is saved."""
    report = newest_coverage(snapshot.path)
    try:
        if report is None or report.stat().st_mtime_ns < snapshot.path.stat().st_mtime_ns:
            return None
        saved = snapshot.path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return None
    return report if saved == snapshot.text.replace("\r\n", "\n") else None


async def _changes(folder: Path) -> Changes | None:
    for base in _BASES:
        try:
            return await changes_since(folder, base)
        except GitError:
            continue
    return None


async def untested_files(files: Sequence[Path], settings: Settings) -> list[Finding]:
    """The same for files of the disk."""
    if not settings.advice.untested_change:
        return []
    syntax, found = Syntax(settings), list[Finding]()
    last_run = LastRun(syntax.outline)
    for path in files:
        with contextlib.suppress(Unreadable):
            snapshot = await asyncio.to_thread(read_snapshot, path, settings.max_file_bytes)
            found += await last_run.findings(snapshot)
    return found
