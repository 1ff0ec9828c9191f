"""A tier that answers by a script: it exists to be absent, to refuse and to die at the right moment.

The real tier answers in `tests/e2e`; no fault can be had from it on demand.
"""

import asyncio
import contextlib
import json
import os
from collections.abc import AsyncGenerator, Mapping
from http import HTTPStatus

from pydantic import SecretStr
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from devmentor_protocol.envelope import Response as Answered
from devmentor_protocol.envelope import encode
from devmentor_protocol.limits import Limits
from devmentor_protocol.link import Link
from devmentor_protocol.methods import METHODS
from devmentor_protocol.peer import Handler, Peer, TransportClosed
from devmentor_protocol.runtime import TierRuntime, write_runtime
from devmentor_protocol.session import HelloResult

TOKEN = "test-token-of-the-scripted-tier"


class Tier:
    """One listening gateway with at most a few clients."""

    def __init__(self, handlers: Mapping[str, Handler], *, refuse: bool) -> None:
        self.handlers = handlers
        self.refuse = refuse
        self.peers: list[Peer] = []
        self.connected = asyncio.Event()
        self.url = ""
        self._sockets: list[ServerConnection] = []

    def die(self) -> None:
        """Stop answering at once, as a killed process does."""
        self.refuse = True
        for socket in self._sockets:
            socket.transport.abort()

    def admit(self, connection: ServerConnection, request: Request) -> Response | None:
        """Refuse a handshake without our token."""
        if self.refuse or request.headers.get("Authorization") != f"Bearer {TOKEN}":
            problem = {"title": "Unauthorized", "status": 401, "code": "unauthorized"}
            response = connection.respond(HTTPStatus.UNAUTHORIZED, json.dumps(problem))
            response.headers["Content-Type"] = "application/problem+json"
            return response
        return None

    async def serve(self, socket: ServerConnection) -> None:
        """Greet, then serve until the socket closes."""
        self._sockets.append(socket)
        await socket.recv()
        limits = Limits(resume_seconds=1)
        hello = HelloResult(
            protocol_version=1,
            server="scripted",
            user="tester",
            methods=tuple(METHODS),
            limits=limits,
            resume_token="none",
            model="scripted-model",
        )
        await socket.send(encode(Answered("hello", hello.model_dump(mode="json"))))
        peer = Peer(Link(limits), self.handlers)
        self.peers.append(peer)
        self.connected.set()
        await peer.run(_Frames(socket))


class _Frames:
    def __init__(self, socket: ServerConnection) -> None:
        self._socket = socket

    async def send(self, frame: str) -> None:
        try:
            await self._socket.send(frame)
        except ConnectionClosed as closed:
            raise TransportClosed(str(closed)) from None

    async def receive(self) -> str | bytes:
        try:
            return await self._socket.recv()
        except ConnectionClosed as closed:
            raise TransportClosed(str(closed)) from None


@contextlib.asynccontextmanager
async def scripted_tier(
    handlers: Mapping[str, Handler], *, refuse: bool = False
) -> AsyncGenerator[Tier]:
    """Listen on a free port and write the runtime file of the test's own home."""
    tier = Tier(handlers, refuse=refuse)
    async with serve(tier.serve, "127.0.0.1", 0, process_request=tier.admit) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        tier.url = f"http://127.0.0.1:{port}"
        runtime = TierRuntime(
            pid=os.getpid(),
            gateway_url=tier.url,
            auth_url=tier.url,
            memory_url=tier.url,
            project_url=tier.url,
            token=SecretStr(TOKEN),
            version="0",
        )
        write_runtime(runtime)
        yield tier
