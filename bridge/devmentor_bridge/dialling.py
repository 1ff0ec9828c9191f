"""Connect to a tier, say hello, and carry frames: the only part that knows WebSockets."""

import asyncio
import json
import logging
from typing import Any, Final, cast
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationError
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from devmentor_bridge.connection import Address
from devmentor_bridge.credentials import load_token
from devmentor_protocol.envelope import (
    BadFrame,
    ErrorResponse,
    Request,
    Response,
    decode,
    encode,
)
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.methods import HELLO
from devmentor_protocol.peer import TransportClosed
from devmentor_protocol.receipt import Rung
from devmentor_protocol.runtime import read_runtime
from devmentor_protocol.session import HelloParams, HelloResult
from devmentor_protocol.version import negotiate

_DIAL_SECONDS: Final = 5.0
_GOODBYE_SECONDS: Final = 1.0
_LOOPBACK: Final = {"127.0.0.1", "::1", "localhost"}
_MAX_PROBLEM: Final = 300
_MAX_FRAME: Final = 16 * 2**20  # the link refuses less than this, politely
_GOING_AWAY: Final = 1001
_AGAIN: Final = "It is tried again by itself."
_REFUSALS: Final = {
    401: ErrorCode.UNAUTHORIZED,
    403: ErrorCode.FORBIDDEN,
    426: ErrorCode.TOO_OLD,
    429: ErrorCode.OVER_QUOTA,
}

_quiet = logging.getLogger("devmentor_bridge.websockets")
_quiet.setLevel(logging.INFO)  # at DEBUG the library writes every header, the token among them


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
        """Close the socket; the tier keeps the session for a while, so that it can be resumed."""
        await self._socket.close()

    async def leave(self) -> None:
        """Say goodbye: the tier ends the session and everything that it does for it."""
        await self._socket.close(_GOING_AWAY, "goodbye")


async def dial(address: Address, hello: HelloParams) -> tuple[SocketTransport, HelloResult]:
    """Connect and greet. Raises `RpcError`: what the tier refused, or CONNECTION_LOST."""
    token = await asyncio.to_thread(_token, address)
    if token is None or not _fits_a_header(token):
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
            max_size=_MAX_FRAME,
            open_timeout=_DIAL_SECONDS,
            close_timeout=_GOODBYE_SECONDS,
            ping_interval=None,  # the link has its own heartbeat, which the clock-free tests drive
            proxy=None if address.rung is Rung.LOCAL else True,
            logger=_quiet,
        )
    except InvalidStatus as refusal:
        raise _refusal(address, refusal) from None
    except (OSError, WebSocketException, TimeoutError) as error:
        why = str(error) or type(error).__name__
        message = f"{address.url} cannot be reached ({why}). {_AGAIN}"
        raise RpcError(ErrorCode.CONNECTION_LOST, message) from None


def _socket_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # half of an IPv6 address, a port that is no number
        parts, usable = urlsplit(""), False
    if not usable:
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


def _fits_a_header(token: SecretStr) -> bool:
    value = token.get_secret_value()
    return value.isascii() and value.isprintable() and " " not in value


def _refusal(address: Address, refusal: InvalidStatus) -> RpcError:
    status = refusal.response.status_code
    detail = _problem_detail(bytes(refusal.response.body or b""))
    if status in (401, 403):
        message = f"{address.url} refused the access token. {detail}"
        return RpcError(_REFUSALS[status], message.strip())
    message = " ".join(filter(None, (f"{address.url} answered {status}.", detail, _AGAIN)))
    return RpcError(_REFUSALS.get(status, ErrorCode.CONNECTION_LOST), message)


def _problem_detail(body: bytes) -> str:
    try:
        problem: Any = json.loads(body)
    except ValueError:
        return ""
    if not isinstance(problem, dict):
        return ""
    return str(cast(dict[str, Any], problem).get("detail", ""))[:_MAX_PROBLEM]


def _read_hello(frame: str | bytes, address: Address) -> HelloResult:
    try:
        answer = decode(frame)
    except BadFrame:
        answer = None
    if isinstance(answer, ErrorResponse):
        raise answer.error
    result = _hello_result(answer.result) if isinstance(answer, Response) else None
    if result is None:
        message = f"{address.url} did not greet as a DevMentor gateway does. Is it one?"
        raise RpcError(ErrorCode.CONNECTION_LOST, message)
    if negotiate(result.protocol_version) is None:
        message = f"{address.url} runs a version that is too old for this editor. Update the tier."
        raise RpcError(ErrorCode.TOO_OLD, message)
    return result


def _hello_result(body: Any) -> HelloResult | None:
    try:
        return HelloResult.model_validate(body)
    except ValidationError:
        return None


def _reason(closed: ConnectionClosed) -> str:
    return (closed.rcvd.reason if closed.rcvd else "") or "the connection was closed"
