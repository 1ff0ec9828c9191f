"""A gateway on a real socket that serves the contract through `Peer`, and can be made to fail.

The real gateway answers in `tests/e2e`; it cannot be had to stall, to talk nonsense or to forget.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from pydantic import SecretStr
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from devmentor_protocol.envelope import Request as Called
from devmentor_protocol.envelope import Response as Answered
from devmentor_protocol.envelope import decode, encode
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.limits import Limits
from devmentor_protocol.link import Link
from devmentor_protocol.methods import METHODS
from devmentor_protocol.peer import Handler, Peer, TransportClosed
from devmentor_protocol.runtime import TierRuntime, remove_runtime, write_runtime
from devmentor_protocol.session import HelloParams, HelloResult

TOKEN = "the-token-of-the-test-gateway"
PID = 4711


@dataclass
class Gateway:
    """A listening gateway; change its fields to make it fail."""

    handlers: Mapping[str, Handler]
    token: str = TOKEN
    limits: Limits = field(default_factory=Limits)
    status: HTTPStatus | None = None
    """Refuses handshakes with this status."""

    first_frame: str | None = None
    """Says this in place of a greeting."""

    silent: bool = False
    """Takes sockets and says nothing."""

    handshakes: int = 0
    hellos: list[HelloParams] = field(default_factory=list[HelloParams])
    closed_with: list[int | None] = field(default_factory=list[int | None])
    sockets: list[ServerConnection] = field(default_factory=list[ServerConnection])
    sessions: dict[str, Peer] = field(default_factory=dict[str, Peer])
    server: Server | None = None

    @property
    def url(self) -> str:
        assert self.server is not None
        host, port = next(iter(self.server.sockets)).getsockname()[:2]
        return f"http://{host}:{port}"

    @property
    def peer(self) -> Peer:
        """The latest session."""
        return list(self.sessions.values())[-1]

    def announce(self) -> None:
        """Write the runtime file, as a tier that has started does."""
        write_runtime(
            TierRuntime(
                pid=PID,
                gateway_url=self.url,
                auth_url=self.url,
                memory_url=self.url,
                project_url=self.url,
                token=SecretStr(self.token),
                version="0",
            )
        )

    def withdraw(self) -> None:
        """Remove the runtime file, as a tier that stops does."""
        remove_runtime(PID)

    def cut(self) -> None:
        """Break every socket without a goodbye."""
        for socket in self.sockets:
            socket.transport.abort()

    def admit(self, connection: ServerConnection, request: Request) -> Response | None:
        """Let a handshake through, or refuse it."""
        self.handshakes += 1
        status = self.status
        if status is None and request.headers.get("Authorization") != f"Bearer {self.token}":
            status = HTTPStatus.UNAUTHORIZED
        if status is None:
            return None
        return connection.respond(status, json.dumps({"detail": f"It said {int(status)}."}))

    async def serve(self, socket: ServerConnection) -> None:
        """Greet, and serve the session until the socket closes."""
        self.sockets.append(socket)
        with contextlib.suppress(ConnectionClosed):
            request = decode(await socket.recv())
            assert isinstance(request, Called)
            hello = HelloParams.model_validate(request.params)
            self.hellos.append(hello)
            if self.silent:
                await socket.wait_closed()
            elif self.first_frame is not None:
                await socket.send(self.first_frame)
            else:
                await self._run(socket, hello)
        self.closed_with.append(socket.close_code)

    async def _run(self, socket: ServerConnection, hello: HelloParams) -> None:
        peer = self.sessions.get(hello.resume.token) if hello.resume else None
        received = hello.resume.received if hello.resume and peer else 0
        token = hello.resume.token if hello.resume and peer else f"session-{len(self.sessions)}"
        resumed = peer is not None
        if peer is None:
            peer = self.sessions[token] = Peer(Link(self.limits), self.handlers)
        result = HelloResult(
            protocol_version=1,
            server="test",
            user="tester",
            methods=tuple(METHODS),
            limits=self.limits,
            resume_token=token,
            resumed=resumed,
            received=peer.link.received,
            model="test-model",
        )
        await socket.send(encode(Answered("hello", result.model_dump(mode="json"))))
        await peer.run(Frames(socket), peer_received=received)

    def forget(self) -> None:
        """Lose every session, as a tier that restarted has."""
        for peer in self.sessions.values():
            peer.fail_pending(RpcError(ErrorCode.CONNECTION_LOST, "The gateway stops."))
        self.sessions.clear()


class Frames:
    """A server's socket as a peer sees it."""

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
async def gateway(
    handlers: Mapping[str, Handler] | None = None, *, limits: Limits | None = None, port: int = 0
) -> AsyncGenerator[Gateway]:
    """Listen on this machine; nobody knows of it until `announce`."""
    made = Gateway(handlers or {}, limits=limits or Limits())
    server = await serve(
        made.serve, "127.0.0.1", port, process_request=made.admit, ping_interval=None
    )
    made.server = server
    try:
        yield made
    finally:
        made.withdraw()
        made.forget()
        made.cut()
        server.close()
        await asyncio.shield(server.wait_closed())
