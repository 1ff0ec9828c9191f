"""What is done for a client while LSP's types are still being imported (0.4 s): what it opens is looked at.

Every message is kept for the server. The findings of a document that is opened meanwhile are
published already, or given to a client that pulls them; the server opens it again, as if nothing had
been said, and gets only the requests that have no answer yet.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.workspace import Workspace
from devmentor_protocol.finding import Finding
from devmentor_server.client import Client
from devmentor_server.documents import Documents
from devmentor_server.early_findings import EarlyFindings
from devmentor_server.incoming import Call, Incoming, MessageId, Notice, answer, notice, read
from devmentor_server.plain_places import PlainPlaces
from devmentor_server.reports import published, result_id, write_findings
from devmentor_server.transports import Transport

_OPENS_WITHIN_SECONDS = 0.02
"""A client that restores its documents has opened one by then."""

_HEAD_START_SECONDS = 0.2


class FirstLook:
    """Listens to a client until the server is there."""

    def __init__(self, client: Client, transport: Transport, analysis: Workspace) -> None:
        self._pushes = not client.pull_diagnostics
        self._pulls = client.pull_diagnostics and client.refresh_diagnostics
        self._transport = transport
        self._analysis = analysis
        self._documents = Documents(client.encoding, analysis.settings.max_file_bytes)
        self._places = PlainPlaces(client.encoding, self._documents)
        self._opened: dict[str, Snapshot] = {}
        self._looking: dict[str, asyncio.Task[None]] = {}
        self._answered: set[MessageId] = set()
        self._shown = asyncio.Event()
        self.early = EarlyFindings()
        self.late: list[asyncio.Task[list[Finding]]] = []
        """Everything about documents whose puller has been told what was quick."""

    async def listen(self, load: Callable[[], Awaitable[Any]]) -> list[bytes | str]:
        """Return what the client has sent until the server is loaded, or the client is gone."""
        heard: list[bytes | str] = []
        ready = asyncio.ensure_future(self._load(load))
        while (body := await self._receive(ready)) is not None:
            heard.append(body)
            self._hear(read(body))
        await ready
        for task in self._looking.values():
            task.cancel()
        return [body for body in heard if not self._has_answer(body)] if self._answered else heard

    async def _load(self, load: Callable[[], Awaitable[Any]]) -> None:
        """Load after the first look: at the same time the two would be in each other's way."""
        await asyncio.sleep(_OPENS_WITHIN_SECONDS)
        if self._looking:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._shown.wait(), _HEAD_START_SECONDS)
        await load()

    async def _receive(self, ready: asyncio.Future[Any]) -> bytes | str | None:
        receiving = asyncio.ensure_future(self._transport.receive())
        await asyncio.wait((receiving, ready), return_when=asyncio.FIRST_COMPLETED)
        if receiving.done():
            return receiving.result()
        receiving.cancel()  # nothing is lost: who asks next gets what had begun to arrive
        return None

    def _hear(self, message: Incoming) -> None:
        match message:
            case Notice(method="textDocument/didOpen", params={"textDocument": document}):
                self._open(document)
            case Call(
                id=id_, method="textDocument/diagnostic", params={"textDocument": {"uri": str(uri)}}
            ) if self._pulls and uri in self._opened and uri not in self._looking:
                self._looking[uri] = asyncio.create_task(self._answer(id_, self._opened[uri]))
            case Notice(params={"textDocument": {"uri": str(uri)}}) if uri in self._opened:
                self._opened.pop(uri)  # it says that the text is no longer as it was
                if looking := self._looking.pop(uri, None):
                    looking.cancel()
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
                if isinstance(snapshot, Snapshot) and (self._pushes or self._pulls):
                    self._opened[uri] = snapshot
                    self._analysis.opened(snapshot)
                    if self._pushes:
                        self._looking[uri] = asyncio.create_task(self._show(snapshot))
            case _:
                pass  # the server says what is wrong with it

    async def _show(self, snapshot: Snapshot) -> None:
        report = await self.early.so_far(self._analysis, snapshot)
        await self._publish(snapshot, report.findings)
        self._shown.set()
        if report.rest is not None and (everything := await report.rest) != report.findings:
            await self._publish(snapshot, everything)

    async def _answer(self, id_: MessageId, snapshot: Snapshot) -> None:
        report = await self.early.so_far(self._analysis, snapshot)
        items = await write_findings(self._places, snapshot, report.findings)
        told = {"kind": "full", "items": items, "resultId": result_id(snapshot, report.findings)}
        self._answered.add(id_)
        self._transport.send(answer(id_, told))
        self._shown.set()
        if report.rest is not None:
            self.late.append(report.rest)

    def _has_answer(self, body: bytes | str) -> bool:
        message = read(body)
        return isinstance(message, Call) and message.id in self._answered

    async def _publish(self, snapshot: Snapshot, findings: list[Finding]) -> None:
        written = await write_findings(self._places, snapshot, findings)
        params = published(snapshot.uri, snapshot.version, written)
        self._transport.send(notice("textDocument/publishDiagnostics", params))
