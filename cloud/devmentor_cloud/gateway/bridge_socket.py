"""`/v1/bridge`: the WebSocket of an editor's bridge, from handshake to goodbye."""

import asyncio
import base64
import binascii
import contextlib
import json
import time
from collections.abc import AsyncGenerator
from importlib.metadata import version

from fastapi import APIRouter, WebSocket
from pydantic import ValidationError

from devmentor_cloud.gateway.services import Services
from devmentor_cloud.gateway.sessions import RECONNECT, Session, Sessions
from devmentor_cloud.http.identity import Identity, TokenVerifier
from devmentor_cloud.http.problems import Problem, problem_response
from devmentor_cloud.http.request_id import request_id
from devmentor_protocol.envelope import BadFrame, ErrorResponse, Request, Response, decode, encode
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.methods import HELLO
from devmentor_protocol.peer import TransportClosed, invalid_params
from devmentor_protocol.session import HelloParams, HelloResult
from devmentor_protocol.version import OLDEST_SUPPORTED_VERSION, negotiate

router = APIRouter(tags=["bridge"])

_HELLO_SECONDS = 10.0
_GOING_AWAY = 1001
_REFUSED = 1008


class SocketTransport:
    """A WebSocket as a peer sees it."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self.left_for_good = False

    async def send(self, frame: str) -> None:
        """Send one frame. Raises `TransportClosed`."""
        try:
            await self._socket.send_text(frame)
        except Exception as error:
            raise TransportClosed("the editor's connection was lost") from error

    async def receive(self) -> str | bytes:
        """Wait for one frame. Raises `TransportClosed`."""
        try:
            message = await self._socket.receive()
        except RuntimeError as error:  # received from after it was closed
            raise TransportClosed("the connection was closed") from error
        if message["type"] == "websocket.disconnect":
            self.left_for_good = message.get("code") == _GOING_AWAY
            raise TransportClosed(f"the editor's connection was closed ({message.get('code')})")
        text: str | None = message.get("text")
        return text if text is not None else message["bytes"]

    async def close(self, code: int, reason: str) -> None:
        """Close the socket; harmless when it is closed already."""
        with contextlib.suppress(Exception):  # the same many ways
            await self._socket.close(code, reason)


@router.websocket("/v1/bridge")
async def bridge(socket: WebSocket) -> None:
    """Authenticate in the handshake, greet, and serve the session."""
    services: Services = socket.app.state.gateway
    verifier: TokenVerifier = socket.app.state.verifier
    try:
        identity = verifier.from_header(socket.headers.get("authorization"))
    except Problem as problem:
        await socket.send_denial_response(problem_response(problem, request_id(socket.scope)))
        return
    await socket.accept()
    transport = SocketTransport(socket)
    with contextlib.suppress(TransportClosed):
        greeted = await _greet(transport, identity, services)
        if greeted is None:
            await transport.close(_REFUSED, "The hello was refused.")
            return
        session, received = greeted
        async with _until_token_expires(transport, identity):
            await services.sessions.serve(session, transport, received)


async def _greet(
    transport: SocketTransport, identity: Identity, services: Services
) -> tuple[Session, int] | None:
    """Answer the hello; None when it was refused."""
    sessions = services.sessions
    try:
        async with asyncio.timeout(_HELLO_SECONDS):
            frame = await transport.receive()
    except TimeoutError:
        return None
    id_: int | str | None = None
    try:
        id_, hello = _read_hello(frame, sessions.limits.max_frame_bytes)
        agreed = negotiate(hello.protocol_version)
        if agreed is None:
            raise _too_old(hello.protocol_version)
    except RpcError as error:
        id_ = error.id if isinstance(error, BadFrame) else "hello" if id_ is None else id_
        await transport.send(encode(ErrorResponse(id_, error)))
        return None
    session, received = await _open(sessions, identity, hello)
    result = HelloResult(
        protocol_version=agreed,
        server=f"devmentor-gateway/{version('devmentor')}",
        user=identity.name or identity.user_id,
        methods=services.method_names,
        limits=sessions.limits,
        resume_token=session.token,
        resumed=received is not None,
        received=session.peer.link.received,
        model=services.models.endpoint.display if services.models.endpoint else None,
    )
    await transport.send(encode(Response(id_, result.model_dump(mode="json"))))
    return session, received or 0


def _read_hello(frame: str | bytes, limit: int) -> tuple[int | str, HelloParams]:
    if len(frame) > limit:
        message = f"The hello has more than {limit} bytes."
        raise RpcError(ErrorCode.FRAME_TOO_LARGE, message, {"limit": limit})
    message = decode(frame)
    if not isinstance(message, Request) or message.method != HELLO.name:
        id_ = message.id if isinstance(message, Request) else None
        raise BadFrame(ErrorCode.INVALID_REQUEST, f"The first message must be {HELLO.name}.", id_)
    try:
        return message.id, HelloParams.model_validate(message.params)
    except ValidationError as error:
        problem = invalid_params(HELLO.name, error)
        raise BadFrame(ErrorCode.INVALID_PARAMS, problem.message, message.id) from None


def _too_old(offered: int) -> RpcError:
    return RpcError(
        ErrorCode.TOO_OLD,
        f"This client speaks version {offered} of the protocol; the oldest that still works here "
        f"is {OLDEST_SUPPORTED_VERSION}. Update DevMentor in your editor.",
        {"oldest": OLDEST_SUPPORTED_VERSION},
    )


async def _open(
    sessions: Sessions, identity: Identity, hello: HelloParams
) -> tuple[Session, int | None]:
    """The session to serve, and the client's count of frames when it is a resumed one."""
    if hello.resume is not None:
        resumed = await sessions.resume(identity, hello.resume, hello.tools)
        if resumed is not None:
            return resumed, hello.resume.received
    return sessions.open(identity, hello), None


@contextlib.asynccontextmanager
async def _until_token_expires(
    transport: SocketTransport, identity: Identity
) -> AsyncGenerator[None]:
    """Close the socket when the token of its handshake expires: the client resumes with a new one."""
    closing: set[asyncio.Task[None]] = set()

    def expire() -> None:
        reason = "The access token expired; connect again with a new one."
        closing.add(asyncio.ensure_future(transport.close(RECONNECT, reason)))

    left = _expires_at(identity.token) - time.time()
    timer = asyncio.get_running_loop().call_later(max(0.0, left), expire)
    try:
        yield
    finally:
        timer.cancel()


def _expires_at(token: str) -> float:
    """The `exp` of a token that was verified already."""
    try:
        payload = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        return float(claims["exp"])
    except (IndexError, KeyError, ValueError, TypeError, binascii.Error):
        return time.time()
