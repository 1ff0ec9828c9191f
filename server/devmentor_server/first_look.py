"""What is done for a client while LSP's types are still being imported (0.4 s): lint is shown.

Every message is kept for the server. Of a document that is opened meanwhile the quick findings are
published already; the server opens it again, as if nothing had been said, and finds all of them.
"""

import asyncio
from collections.abc import Awaitable
from typing import Any

from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.workspace import Workspace
from devmentor_server.client import Client
from devmentor_server.documents import Documents
from devmentor_server.incoming import Notice, notice, read
from devmentor_server.plain_places import PlainPlaces
from devmentor_server.reports import published, write_findings
from devmentor_server.transports import Transport


class FirstLook:
    """Listens to a client until the server is there."""

    def __init__(self, client: Client, transport: Transport, analysis: Workspace) -> None:
        self._shows = not client.pull_diagnostics
        self._transport = transport
        self._analysis = analysis
        self._documents = Documents(client.encoding, analysis.settings.max_file_bytes)
        self._places = PlainPlaces(client.encoding, self._documents)
        self._looking: dict[str, asyncio.Task[None]] = {}

    async def listen(self, until: Awaitable[Any]) -> list[bytes | str]:
        """Return what the client has sent until the server is there, or the client is gone."""
        heard: list[bytes | str] = []
        ready = asyncio.ensure_future(until)
        while (body := await self._receive(ready)) is not None:
            heard.append(body)
            self._hear(body)
        await ready
        for task in self._looking.values():
            task.cancel()
        return heard

    async def _receive(self, ready: asyncio.Future[Any]) -> bytes | str | None:
        receiving = asyncio.ensure_future(self._transport.receive())
        await asyncio.wait((receiving, ready), return_when=asyncio.FIRST_COMPLETED)
        if receiving.done():
            return receiving.result()
        receiving.cancel()  # nothing is lost: who asks next gets what had begun to arrive
        return None

    def _hear(self, body: bytes | str) -> None:
        if not self._shows:
            return
        match read(body):
            case Notice(method="textDocument/didOpen", params={"textDocument": document}):
                self._open(document)
            case Notice(params={"textDocument": {"uri": str(uri)}}) if uri in self._looking:
                self._looking.pop(uri).cancel()  # it says that the text is no longer as it was
            case _:
                pass

    def _open(self, document: object) -> None:
        match document:
            case {
                "uri": str(uri),
                "languageId": str(language),
                "version": int(version),
                "text": str(text),
            }:
                snapshot = self._documents.open(uri, language, version, text)
                if isinstance(snapshot, Snapshot):
                    self._analysis.opened(snapshot)
                    self._looking[uri] = asyncio.create_task(self._show(snapshot))
            case _:
                pass  # the server says what is wrong with it

    async def _show(self, snapshot: Snapshot) -> None:
        findings = await self._analysis.findings(snapshot, types=False)
        written = await write_findings(self._places, snapshot, findings)
        params = published(snapshot.uri, snapshot.version, written)
        self._transport.send(notice("textDocument/publishDiagnostics", params))
