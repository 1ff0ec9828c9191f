"""A real gateway on a real socket, and an editor's end of its bridge."""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import websockets
from fastapi import FastAPI
from tests.cloud.served import served

from devmentor_cloud.auth.keys import SigningKeys
from devmentor_cloud.auth.models import Organization, User
from devmentor_cloud.auth.tokens import TokenIssuer
from devmentor_cloud.config import Settings
from devmentor_cloud.gateway.app import create_app
from devmentor_cloud.gateway.services import Services
from devmentor_cloud.http.identity import TokenVerifier
from devmentor_cloud.listeners import Listener
from devmentor_cloud.memory.app import create_app as create_memory
from devmentor_cloud.resources import Resources
from devmentor_cloud.stores.database import Database
from devmentor_cloud.stores.migrate import upgrade
from devmentor_cloud.stores.redis import redis_client
from devmentor_protocol.envelope import Request, Response, decode, encode
from devmentor_protocol.limits import Limits
from devmentor_protocol.link import Link
from devmentor_protocol.peer import Handler, Peer, TransportClosed
from devmentor_protocol.session import HelloParams, HelloResult, Resume

LIMITS = Limits(resume_seconds=30)
ISSUER = "http://auth.test"


@dataclass(slots=True)
class Gateway:
    url: str
    app: FastAPI
    resources: Resources
    issuer: TokenIssuer
    listener: Listener

    @property
    def services(self) -> Services:
        return self.app.state.gateway

    @property
    def socket_url(self) -> str:
        return self.url.replace("http", "ws", 1) + "/v1/bridge"

    def token(self, user: str = "u1", organization: str = "o1", lifetime: int = 900) -> str:
        issued = self.issuer.issue(user, organization, user, lifetime=lifetime)
        return issued.get_secret_value()

    def client(self) -> httpx2.AsyncClient:
        headers = {"Authorization": f"Bearer {self.token()}"}
        return httpx2.AsyncClient(base_url=self.url, headers=headers, timeout=60, trust_env=False)


def settings(tmp_path: Path, **changes: Any) -> Settings:
    quiet = {"data_dir": tmp_path / "data", "detect_models": False, "local_model": False}
    return Settings.model_validate(quiet | changes)


@contextlib.asynccontextmanager
async def running(
    chosen: Settings,
    *,
    limits: Limits = LIMITS,
    memory: httpx2.AsyncBaseTransport | None = None,
    with_memory: bool = False,
) -> AsyncGenerator[Gateway]:
    """A gateway; `with_memory` puts the real memory service behind it, without vectors."""
    chosen.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(chosen.database)
    await upgrade(database)
    keys = SigningKeys.load(chosen.data_dir / "keys")
    verifier = TokenVerifier(keys, issuer=ISSUER)
    redis = redis_client("redis://127.0.0.1:1")  # the gateway does not call it
    resources = Resources(chosen, database, redis, keys, verifier, "http://127.0.0.1:1", None)
    await _people(database)
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(database.close)
        stack.push_async_callback(redis.aclose)
        if with_memory:
            app = create_memory(resources)
            await stack.enter_async_context(served(app))
            memory = httpx2.ASGITransport(app)
        if memory is not None:
            resources.transports["memory"] = memory
        app = create_app(resources, limits=limits)
        url, listener = await stack.enter_async_context(served(app))
        yield Gateway(url, app, resources, TokenIssuer(keys, issuer=ISSUER), listener)


async def _people(database: Database) -> None:
    async with database.writing() as session:
        for name in ("o1", "o2"):
            session.add(Organization(id=name, slug=name, name=name))
        for name in ("u1", "u2"):
            session.add(User(id=name, name=name))


class WebSocketTransport:
    """The client's side of the socket."""

    def __init__(self, connection: websockets.ClientConnection) -> None:
        self.connection = connection

    async def send(self, frame: str) -> None:
        try:
            await self.connection.send(frame)
        except websockets.ConnectionClosed as closed:
            raise TransportClosed(str(closed)) from closed

    async def receive(self) -> str | bytes:
        try:
            return await self.connection.recv()
        except websockets.ConnectionClosed as closed:
            raise TransportClosed(str(closed)) from closed


async def dial(gateway: Gateway, token: str | None = None) -> websockets.ClientConnection:
    headers = {"Authorization": f"Bearer {token or gateway.token()}"}
    return await websockets.connect(gateway.socket_url, additional_headers=headers, proxy=None)


async def greet(connection: websockets.ClientConnection, hello: HelloParams) -> HelloResult:
    params = hello.model_dump(mode="json")
    await connection.send(encode(Request("hello", "session/hello", params)))
    answer = decode(await connection.recv())
    assert isinstance(answer, Response), answer
    return HelloResult.model_validate(answer.result)


class Editor:
    """An editor's end: a peer that can lose its socket and dial again."""

    def __init__(self, gateway: Gateway, handlers: Mapping[str, Handler] | None = None) -> None:
        self.gateway = gateway
        self.handlers = handlers or {}
        self.peer = Peer(Link(LIMITS), self.handlers)
        self.connection: websockets.ClientConnection
        self.hello: HelloResult
        self.ended: asyncio.Task[str]

    async def dial(self, *, resume: bool = False, token: str | None = None) -> HelloResult:
        wanted = None
        if resume:
            wanted = Resume(token=self.hello.resume_token, received=self.peer.link.received)
        self.connection = await dial(self.gateway, token)
        hello = HelloParams(client="test/1", tools=tuple(self.handlers), resume=wanted)
        self.hello = await greet(self.connection, hello)
        transport = WebSocketTransport(self.connection)
        received = self.hello.received if self.hello.resumed else 0
        self.ended = asyncio.create_task(self.peer.run(transport, peer_received=received))
        return self.hello

    async def lose(self) -> None:
        """The network drops the connection: nobody says goodbye."""
        self.connection.transport.abort()
        await self.ended

    async def close(self) -> None:
        await self.connection.close()
        await self.ended


@contextlib.asynccontextmanager
async def connected(
    gateway: Gateway, handlers: Mapping[str, Handler] | None = None, token: str | None = None
) -> AsyncGenerator[Editor]:
    editor = Editor(gateway, handlers)
    await editor.dial(token=token)
    try:
        yield editor
    finally:
        await editor.close()


def problem(response: httpx2.Response) -> dict[str, Any]:
    assert response.headers["content-type"] == "application/problem+json"
    return json.loads(response.content)
