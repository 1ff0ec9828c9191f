"""Diagnostics for clients that do not pull: computed after a pause in typing, shown if still true."""

import asyncio
import contextlib
from typing import TYPE_CHECKING

from pygls.exceptions import JsonRpcException

from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.finding import Finding
from devmentor_server.cell_places import cut
from devmentor_server.early_findings import EarlyFindings
from devmentor_server.incoming import JsonObject, notice
from devmentor_server.reports import published, write_findings

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

DEBOUNCE_SECONDS = 0.05


class Publisher:
    """One piece of work per document; a newer version supersedes it."""

    def __init__(self, server: "DevMentorServer", early: EarlyFindings) -> None:
        self._server = server
        self._work: dict[str, asyncio.Task[None]] = {}
        self.early = early

    def schedule(self, snapshot: Snapshot, *, pause: float = DEBOUNCE_SECONDS) -> None:
        """Publish the findings of a snapshot, unless the client pulls them."""
        if self._server.client.pull_diagnostics:
            return
        self._drop(snapshot.uri)
        task = asyncio.create_task(self._publish(snapshot, pause))
        self._work[snapshot.uri] = task

    def clear(self, uri: str) -> None:
        """A document was closed: nothing is said about it any more."""
        self._drop(uri)
        self.early.forget(uri)
        if not self._server.client.pull_diagnostics:
            self._send(uri, None, [])

    def refresh(self) -> None:
        """Something other than a text changed: all findings may have."""
        for snapshot in self._server.documents.snapshots():
            self.schedule(snapshot, pause=0)
        if self._server.client.refresh_diagnostics:
            self._server.spawn(self._ask_to_pull())

    def look_again(self, snapshot: Snapshot) -> None:
        """What is found in a document changed, though its text did not."""
        self.schedule(snapshot, pause=0)
        if self._server.client.refresh_diagnostics:
            self._server.spawn(self._ask_to_pull())

    def close(self) -> None:
        """Stop all work."""
        for uri in list(self._work):
            self._drop(uri)

    def pull_again_after(self, work: "asyncio.Task[list[Finding]]") -> None:
        """Types were late: ask for another pull when they are there."""

        async def ask() -> None:
            await work
            await self._ask_to_pull()

        self._server.spawn(ask())

    async def _ask_to_pull(self) -> None:
        with contextlib.suppress(JsonRpcException):  # it pulls again at the next change
            await self._server.workspace_diagnostic_refresh_async(None)

    async def _publish(self, snapshot: Snapshot, pause: float) -> None:
        await asyncio.sleep(pause)
        report = await self.early.so_far(self._server.analysis, snapshot)
        await self._show(snapshot, report.findings)
        if report.rest is not None and (everything := await report.rest) != report.findings:
            await self._show(snapshot, everything)

    async def _show(self, snapshot: Snapshot, findings: list[Finding]) -> None:
        """Publish, unless the document has changed meanwhile."""
        if self._server.is_current(snapshot):
            written = await write_findings(self._server.places, snapshot, findings)
            self._send(snapshot.uri, snapshot.version, written)

    def _send(self, uri: str, version: int | None, found: list[JsonObject]) -> None:
        notebook = self._server.notebooks.of_text(uri)
        reports = [(uri, version, found)]
        if notebook is not None:
            by_cell = cut(notebook, found, self._server.notebooks)
            reports = [(cell.uri, cell.version, findings) for cell, findings in by_cell]
        for report in reports:
            params = published(*report)
            self._server.transport.send(notice("textDocument/publishDiagnostics", params))

    def _drop(self, uri: str) -> None:
        if task := self._work.pop(uri, None):
            task.cancel()
