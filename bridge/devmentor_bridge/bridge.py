"""The way to a tier: one connection that is looked after, typed calls, an outbox."""

import asyncio
import contextlib
import logging
import random
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from devmentor_bridge.connection import (
    Action,
    Announce,
    Closed,
    Connection,
    Dial,
    Failed,
    FailPending,
    Greeted,
    Happened,
    Serve,
    Woken,
)
from devmentor_bridge.delivery import keep_delivering
from devmentor_bridge.dialling import SocketTransport, dial
from devmentor_bridge.known_tokens import known_tokens
from devmentor_bridge.local_tier import watch_local_tier, watch_team_tier
from devmentor_bridge.outbox import Outbox
from devmentor_bridge.redact import redact_model
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.events import AppendParams, AppendResult, Event
from devmentor_protocol.link import Link
from devmentor_protocol.mentor import ChatParams, ExplainParams
from devmentor_protocol.methods import APPEND, METHODS, Direction, I, Method, P, R
from devmentor_protocol.peer import Emit, Handler, Peer, Stream, invalid_params
from devmentor_protocol.receipt import Rung
from devmentor_protocol.runtime import data_folder
from devmentor_protocol.session import HelloParams, Resume
from devmentor_protocol.status import Status
from devmentor_protocol.wire import Wire

_log = logging.getLogger(__name__)
_APPEND_SECONDS: Final = 30.0
_NOT_DURABLE: Final = " Events are kept in memory only: {folder} cannot be written."


@dataclass(frozen=True, slots=True)
class BridgeSettings:
    """Who calls, and which tier is wanted."""

    client: str
    editor: str | None = None
    tier_url: str | None = None
    """None: the tier of this machine, found by its runtime file."""


class Bridge:
    """Owns the connection to a tier. Start it once; every call says clearly when there is none."""

    def __init__(
        self,
        settings: BridgeSettings,
        handlers: Mapping[str, Handler],
        on_status: Callable[[Status], None],
    ) -> None:
        self._settings, self._on_status = settings, on_status
        self._handlers = {name: _redacting(handler) for name, handler in handlers.items()}
        self._connection = Connection(random.random)
        self._happened: asyncio.Queue[Happened] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()
        self._peer: Peer | None = None
        self._transport: SocketTransport | None = None
        self._resume_token: str | None = None
        self._offered: frozenset[str] = frozenset()
        self._outbox: Outbox | None = None
        self._deliver = asyncio.Event()

    @property
    def status(self) -> Status:
        """Which rung we are on, and how many events wait."""
        status = self._connection.status
        detail = status.detail
        if self._outbox is None:
            return status
        if not self._outbox.durable:
            detail += _NOT_DURABLE.format(folder=data_folder())
        more = {"detail": detail, "queued_events": self._outbox.waiting}
        return status.model_copy(update=more)

    async def start(self) -> None:
        """Open the outbox and begin to look for a tier; returns before one is found."""
        self._outbox = await Outbox.open(data_folder() / "outbox.db")
        await asyncio.to_thread(known_tokens)  # its imports are slow; not on the first request
        if self._outbox.waiting:
            self._deliver.set()
        tell, url = self._happened.put_nowait, self._settings.tier_url
        self._spawn(watch_team_tier(url, tell) if url else watch_local_tier(tell))
        self._spawn(self._follow())
        self._spawn(keep_delivering(self._outbox, self._append, self._deliver, self._tell))

    async def close(self) -> None:
        """Hang up and close the outbox; what waits in it is sent another day."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._peer is not None:
            self._peer.fail_pending(RpcError(ErrorCode.CONNECTION_LOST, "DevMentor is stopping."))
        if self._transport is not None:
            await self._transport.leave()
        if self._outbox is not None:
            await self._outbox.close()

    async def call(self, method: Method[P, R, I], params: P, *, timeout: float | None = None) -> R:
        """Ask the tier. Raises `RpcError`, OFFLINE when there is none."""
        peer = self._connected(method)
        return await peer.call(method, await _leaving(params), timeout=timeout)

    @contextlib.asynccontextmanager
    async def stream(self, method: Method[P, R, I], params: P) -> AsyncGenerator[Stream[I, R]]:
        """Ask the tier for an answer in pieces; leaving the block cancels it."""
        peer = self._connected(method)
        async with peer.stream(method, await _leaving(params)) as stream:
            yield stream

    async def record(self, event: Event) -> None:
        """Keep an event until the tier has it; on disk when this returns. Raises `OutboxFailed`."""
        assert self._outbox is not None  # `start` comes first
        await self._outbox.append(event)
        if self._connection.status.rung is Rung.OFFLINE:
            self._tell()
        self._deliver.set()

    def _connected(self, method: Method[P, R, I]) -> Peer:
        if self._peer is None or self._connection.status.rung is Rung.OFFLINE:
            raise RpcError(ErrorCode.OFFLINE, self._connection.status.detail)
        if method.name not in self._offered:
            message = f"This tier does not offer {method.name}; it may be older than your editor."
            raise RpcError(ErrorCode.METHOD_NOT_FOUND, message)
        return self._peer

    async def _append(self, params: AppendParams) -> AppendResult:
        return await self.call(APPEND, params, timeout=_APPEND_SECONDS)

    async def _follow(self) -> None:
        """Feed the state machine and do what it says."""
        loop = asyncio.get_running_loop()
        while True:
            wake_at = self._connection.wake_at
            pause = None if wake_at is None else max(0.0, wake_at - loop.time())
            try:
                async with asyncio.timeout(pause):
                    happened = await self._happened.get()
            except TimeoutError:
                happened = Woken()
            for action in self._connection.receive(happened, loop.time()):
                self._do(action)

    def _do(self, action: Action) -> None:
        match action:
            case Dial():
                self._spawn(self._dial(action))
            case Serve(result=result):
                if not result.resumed or self._peer is None:
                    self._peer = Peer(Link(result.limits), self._handlers)
                self._resume_token = result.resume_token
                self._offered = frozenset(result.methods)
                self._spawn(self._serve(self._peer, result.received if result.resumed else 0))
            case FailPending(error=error):
                if self._peer is not None:
                    self._peer.fail_pending(error)
                    self._peer = None
            case Announce(status=status):
                if status.rung is not Rung.OFFLINE:
                    self._deliver.set()
                self._tell()

    def _tell(self) -> None:
        try:
            self._on_status(self.status)
        except Exception:  # noqa: BLE001 - the listener's bug must not stop the connection
            _log.exception("a listener to the status failed")

    async def _dial(self, action: Dial) -> None:
        try:
            self._transport, result = await dial(action.address, self._hello(action.resume))
        except RpcError as error:
            self._happened.put_nowait(Failed(error))
        except Exception as error:  # noqa: BLE001 - the room's door: whatever it was, try again
            _log.exception("dialling failed")
            message = f"{action.address.url} cannot be reached ({type(error).__name__})."
            self._happened.put_nowait(Failed(RpcError(ErrorCode.CONNECTION_LOST, message)))
        else:
            self._happened.put_nowait(Greeted(result))

    def _hello(self, resume: bool) -> HelloParams:
        tools = tuple(
            name for name in self._handlers if METHODS[name].direction is Direction.CLOUD_TO_EDITOR
        )
        session = None
        if resume and self._peer is not None and self._resume_token is not None:
            session = Resume(token=self._resume_token, received=self._peer.link.received)
        settings = self._settings
        return HelloParams(
            client=settings.client, editor=settings.editor, tools=tools, resume=session
        )

    async def _serve(self, peer: Peer, peer_received: int) -> None:
        assert self._transport is not None  # a greeting came over it
        try:
            reason = await peer.run(self._transport, peer_received=peer_received)
        except RpcError as error:  # the tier's count does not fit: not the session we remember
            reason = error.message
        except Exception:  # noqa: BLE001 - the room's door: a bug here costs a reconnect, no more
            _log.exception("the session failed")
            reason = "an error in DevMentor; see its log"
        await self._transport.close()
        self._happened.put_nowait(Closed(reason))

    def _spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _redacting(handler: Handler) -> Handler:
    async def redacted(params: Any, emit: Emit) -> Wire:
        async def emit_redacted(item: Wire) -> None:
            await emit((await asyncio.to_thread(redact_model, item))[0])

        result = await handler(params, emit_redacted)
        return (await asyncio.to_thread(redact_model, result))[0]

    return redacted


async def _leaving(params: P) -> P:
    """Redact what is about to leave; say in its context how much was taken out."""
    try:
        redacted, count = await asyncio.to_thread(redact_model, params)
    except ValidationError as error:  # a mark may be longer than the secret it stands for
        raise invalid_params("After secrets were taken out", error) from None
    if count and isinstance(redacted, ExplainParams | ChatParams):
        count += redacted.context.redactions
        context = redacted.context.model_copy(update={"redactions": count})
        return redacted.model_copy(update={"context": context})
    return redacted
