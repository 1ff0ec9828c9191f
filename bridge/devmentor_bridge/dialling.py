"""Connect to a tier, say hello, and carry frames: the only part that knows WebSockets."""

import asyncio
import json
from typing import Any, Final, cast
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationError
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from devmentor_bridge.connection import Address
from devmentor_bridge.credentials import load_token
from devmentor_protocol.envelope import ErrorResponse, Request, Response, decode, encode
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.limits import Limits
from devmentor_protocol.methods import HELLO
from devmentor_protocol.peer import TransportClosed
from devmentor_protocol.receipt import Rung
from devmentor_protocol.runtime import read_runtime
from devmentor_protocol.session import HelloParams, HelloResult

_DIAL_SECONDS: Final = 5.0
_GOODBYE_SECONDS: Final = 1.0
_LOOPBACK: Final = {"127.0.0.1", "::1", "localhost"}
_MAX_PROBLEM: Final = 300


class SocketTransport:
    """Frames over one WebSocket."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    async def send(self, frame: str) -> None:
        """Send one frame; waits while the socket is full."""
        try:
            await self._socket.send(frame)
        except ConnectionClosed as closed:
            raise TransportClosed(_reason(closed)) from None

    async def receive(self) -> str | bytes:
        """Wait for one frame."""
        try:
            return await self._socket.recv()
        except ConnectionClosed as closed:
            raise TransportClosed(_reason(closed)) from None

    async def close(self) -> None:
        """Say goodbye: the session is not to be kept."""
        await self._socket.close()


async def dial(address: Address, hello: HelloParams) -> tuple[SocketTransport, HelloResult]:
    """Connect and greet. Raises `RpcError`: what the tier refused, or CONNECTION_LOST."""
    token = await asyncio.to_thread(_token, address)
    if token is None:
        message = f"There is no access token for {address.url}. Sign in to that tier first."
        raise RpcError(ErrorCode.UNAUTHORIZED, message)
    socket = await _connect(address, token)
    try:
        async with asyncio.timeout(_DIAL_SECONDS):
            params = hello.model_dump(mode="json")
            await socket.send(encode(Request("hello", HELLO.name, params)))
            return SocketTransport(socket), _read_hello(await socket.recv(), address)
    except (ConnectionClosed, TimeoutError):
        await socket.close()
        message = f"{address.url} did not answer the greeting. Is it a DevMentor gateway?"
        raise RpcError(ErrorCode.CONNECTION_LOST, message) from None
    except BaseException:
        await socket.close()
        raise


async def _connect(address: Address, token: SecretStr) -> ClientConnection:
    try:
        return await connect(
            _socket_url(address.url),
            additional_headers={"Authorization": f"Bearer {token.get_secret_value()}"},
            max_size=Limits().max_frame_bytes * 4,  # the link refuses what is too large, politely
            open_timeout=_DIAL_SECONDS,
            close_timeout=_GOODBYE_SECONDS,
            ping_interval=None,  # the link has its own heartbeat, which the clock-free tests drive
            proxy=None if address.rung is Rung.LOCAL else True,
        )
    except InvalidStatus as refusal:
        raise _refusal(address, refusal) from None
    except (OSError, WebSocketException, TimeoutError) as error:
        why = str(error) or type(error).__name__
        message = f"{address.url} cannot be reached ({why}). It is tried again by itself."
        raise RpcError(ErrorCode.CONNECTION_LOST, message) from None


def _socket_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        message = f"{url!r} is no address of a tier; write it as https://devmentor.example.org."
        raise RpcError(ErrorCode.FORBIDDEN, message)
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        message = f"{url} is not encrypted, so no token is sent there. Use https://."
        raise RpcError(ErrorCode.FORBIDDEN, message)
    scheme = "wss" if parts.scheme == "https" else "ws"
    return f"{scheme}://{parts.netloc}{parts.path.rstrip('/')}/v1/bridge"


def _token(address: Address) -> SecretStr | None:
    if address.rung is Rung.LOCAL:
        runtime = read_runtime()
        return runtime.token if runtime else None
    return load_token(address.url)


def _refusal(address: Address, refusal: InvalidStatus) -> RpcError:
    status = refusal.response.status_code
    detail = _problem_detail(bytes(refusal.response.body or b""))
    if status in (401, 403):
        code = ErrorCode.UNAUTHORIZED if status == 401 else ErrorCode.FORBIDDEN
        return RpcError(code, f"{address.url} refused the access token. {detail}".strip())
    message = f"{address.url} answered {status}. {detail} It is tried again by itself."
    return RpcError(ErrorCode.CONNECTION_LOST, message)


def _problem_detail(body: bytes) -> str:
    try:
        problem: Any = json.loads(body)
    except ValueError:
        return ""
    if not isinstance(problem, dict):
        return ""
    return str(cast(dict[str, Any], problem).get("detail", ""))[:_MAX_PROBLEM]


def _read_hello(frame: str | bytes, address: Address) -> HelloResult:
    answer = decode(frame)
    if isinstance(answer, ErrorResponse):
        raise answer.error
    try:
        if isinstance(answer, Response):
            return HelloResult.model_validate(answer.result)
    except ValidationError:
        pass  # said below, in words for people
    message = f"{address.url} did not greet as a DevMentor gateway does."
    raise RpcError(ErrorCode.TOO_OLD, message)


def _reason(closed: ConnectionClosed) -> str:
    return (closed.rcvd.reason if closed.rcvd else "") or "the connection was closed"
