"""The asyncio shell of a link: typed calls, streams and handlers over any transport."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from typing import Any, Generic, Protocol, TypeVar, cast

from pydantic import ValidationError

from devmentor_protocol.envelope import MessageId
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.link import (
    Acknowledged,
    Answered,
    Called,
    CancelAsked,
    Event,
    Link,
    Streamed,
)
from devmentor_protocol.methods import METHODS, I, Method, P, R
from devmentor_protocol.wire import Wire

_log = logging.getLogger(__name__)
_TICK_SECONDS = 1.0
_LONGEST_NAME = 100  # of a method nobody knows, when it is repeated
_MOST_PROBLEMS = 20


class TransportClosed(Exception):
    """The socket under a peer is gone."""


class Transport(Protocol):
    """A socket that carries whole text frames. Every method raises `TransportClosed`."""

    async def send(self, frame: str) -> None:
        """Send one frame, waiting while the socket is full."""
        ...

    async def receive(self) -> str | bytes:
        """Wait for one frame."""
        ...


class Emit(Protocol):
    """Sends a stream item; waits while the peer reads slowly."""

    async def __call__(self, item: Wire) -> None:
        """Send one item."""
        ...


Handler = Callable[[Any, Emit], Awaitable[Wire]]
"""Answers a call: takes the validated params and `emit`. It is cancelled when the peer cancels."""

Item = TypeVar("Item")
Result = TypeVar("Result")
W = TypeVar("W", bound=Wire)


class Stream(Generic[Item, Result]):
    """A streaming call: iterate for its items, then read `result`. Leaving early cancels it."""

    def __init__(self, items: AsyncIterator[Item], result: "asyncio.Future[Result]") -> None:
        self._items = items
        self._result = result

    def __aiter__(self) -> AsyncIterator[Item]:
        return self._items

    @property
    def result(self) -> Result:
        """The result, once the iteration has ended."""
        return self._result.result()


class _Call:
    """One open call of ours."""

    def __init__(self) -> None:
        self.items: asyncio.Queue[Streamed | None] = asyncio.Queue()
        self.unread_bytes = 0
        self.answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    def settle(self, result: Any, error: RpcError | None) -> None:
        if not self.answer.done():
            if error is None:
                self.answer.set_result(result)
            else:
                self.answer.set_exception(error)
                self.answer.exception()  # a caller that left does not leave a warning behind
        self.items.put_nowait(None)


class Peer:
    """One end of a session. `run` may be called again with a new transport to resume."""

    def __init__(self, link: Link, handlers: Mapping[str, Handler]) -> None:
        self.link = link
        self._handlers = handlers
        self._calls: dict[MessageId, _Call] = {}
        self._serving: dict[MessageId, asyncio.Task[None]] = {}
        self._wake = asyncio.Event()
        self._readable = asyncio.Event()
        self._ended: RpcError | None = None
        self._unread_bytes = 0

    async def run(self, transport: Transport, *, peer_received: int = 0) -> str:
        """Serve one transport until it closes; return why. Open calls stay open.

        `peer_received` is the count of frames the peer says it has received in this session.
        Raises `RpcError` (CONNECTION_LOST) when that count does not fit this session.
        """
        self.link.attach(peer_received, asyncio.get_running_loop().time())
        self._wake.set()
        pumps = [
            asyncio.create_task(pump(transport))
            for pump in (self._receive, self._write, self._tick)
        ]
        try:
            done, _ = await asyncio.wait(pumps, return_when="FIRST_COMPLETED")
            return done.pop().result()
        finally:
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)

    async def call(self, method: Method[P, R, I], params: P, *, timeout: float | None = None) -> R:
        """Call the peer and wait for the result. Raises `RpcError`, TIMED_OUT after `timeout` s."""
        try:
            async with asyncio.timeout(timeout), self._opened(method, params) as call:
                result = await call.answer
        except TimeoutError:
            message = f"{method.name} was not answered within {timeout:g} s."
            raise RpcError(ErrorCode.TIMED_OUT, message) from None
        return _read(method.name, method.result, result)

    @contextlib.asynccontextmanager
    async def stream(self, method: Method[P, R, I], params: P) -> AsyncGenerator[Stream[I, R]]:
        """Call the peer and iterate over what it streams; leaving the block cancels the call."""
        result: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        async with self._opened(method, params) as call:

            async def items() -> AsyncIterator[I]:
                while (item := await call.items.get()) is not None:
                    self._count_unread(call, -item.size)
                    yield _read(method.name, method.item, item.item)
                result.set_result(_read(method.name, method.result, await call.answer))

            yield Stream(items(), result)

    def notify(self, method: Method[P, R, I], params: P) -> None:
        """Tell the peer something."""
        self.link.notify(method.name, params.model_dump(mode="json"))
        self._wake.set()

    def fail_pending(self, error: RpcError) -> None:
        """End the session: every open call of ours fails at once, and so does any later one."""
        self._ended = error
        for id_ in self.link.abandon_pending():
            if call := self._calls.get(id_):
                call.settle(None, error)
        for task in self._serving.values():
            task.cancel()
        self._readable.set()

    @contextlib.asynccontextmanager
    async def _opened(self, method: Method[P, R, I], params: P) -> AsyncGenerator[_Call]:
        await self._until_writable()
        id_ = self.link.request(method.name, params.model_dump(mode="json"))
        call = self._calls[id_] = _Call()
        self._wake.set()
        try:
            yield call
        finally:
            del self._calls[id_]
            self._count_unread(call, -call.unread_bytes)
            self.link.cancel(id_)
            self._wake.set()

    async def _until_writable(self) -> None:
        while not self.link.writable and self._ended is None:
            self._readable.clear()
            await self._readable.wait()
        if self._ended is not None:
            raise self._ended

    def _count_unread(self, call: _Call, size: int) -> None:
        """Hold acknowledgements back while stream items wait for a slow reader of ours."""
        call.unread_bytes += size
        self._unread_bytes += size
        self.link.hold(self._unread_bytes * 2 > self.link.limits.max_unacknowledged_bytes)
        self._wake.set()

    async def _write(self, transport: Transport) -> str:
        """Put frames on the socket in their order; the only place that writes."""
        while True:
            frame = self.link.next_frame()
            if frame is None:
                self._wake.clear()
                await self._wake.wait()
                continue
            try:
                await transport.send(frame)
            except TransportClosed as closed:
                return str(closed) or "the connection was closed"

    async def _tick(self, _: Transport) -> str:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(_TICK_SECONDS)
            if lost := self.link.tick(loop.time()):
                return lost.reason
            self._wake.set()

    async def _receive(self, transport: Transport) -> str:
        loop = asyncio.get_running_loop()
        while True:
            try:
                frame = await transport.receive()
            except TransportClosed as closed:
                return str(closed) or "the connection was closed"
            events = self.link.receive(frame, loop.time())
            for event in events:
                self._handle(event)
            if self.link.flooded and not any(isinstance(each, Acknowledged) for each in events):
                return "the other end does not read what it asks for"
            self._wake.set()

    def _handle(self, event: Event) -> None:
        match event:
            case Called():
                self._serve(event)
            case Answered(id=id_, result=result, error=error) if call := self._calls.get(id_):
                call.settle(result, error)
            case Streamed(id=id_, size=size) if call := self._calls.get(id_):
                call.items.put_nowait(event)
                self._count_unread(call, size)
            case CancelAsked(id=id_) if task := self._serving.get(id_):
                task.cancel()
            case Acknowledged():
                self._readable.set()
            case _:
                pass  # unknown notifications are ignored; no known one arrives here yet

    def _serve(self, called: Called) -> None:
        if called.id in self._serving:
            message = f"The id {called.id!r} is of a call that is still open."
            self.link.refuse(called.id, RpcError(ErrorCode.INVALID_REQUEST, message))
            return
        if len(self._serving) >= self.link.limits.max_concurrent_calls or self.link.flooded:
            limit = self.link.limits.max_concurrent_calls
            error = RpcError(ErrorCode.BUSY, f"{limit} calls are open already. Try again later.")
            self.link.refuse(called.id, error)
            return
        task = asyncio.create_task(self._answer(called), name=called.method)
        self._serving[called.id] = task
        task.add_done_callback(lambda _: self._served(called.id, task))

    def _served(self, id_: MessageId, task: "asyncio.Task[None]") -> None:
        del self._serving[id_]
        if task.cancelled():  # perhaps before its first step, so this is the place to answer
            self.link.refuse(id_, RpcError(ErrorCode.REQUEST_CANCELLED, "Cancelled."))
        self._wake.set()

    async def _answer(self, called: Called) -> None:
        async def emit(item: Wire) -> None:
            await self._until_writable()
            self.link.stream(called.id, item.model_dump(mode="json"))
            self._wake.set()

        try:
            result = await self._result(called, emit)
            self.link.respond(called.id, result.model_dump(mode="json"))
        except RpcError as error:
            self.link.refuse(called.id, error)
        except Exception:  # noqa: BLE001 - the room's door: one handler's bug must not end a session
            _log.exception("handler of %s failed", called.method)
            error = RpcError(ErrorCode.INTERNAL_ERROR, f"{called.method} failed; see the log.")
            self.link.refuse(called.id, error)

    async def _result(self, called: Called, emit: Emit) -> Wire:
        handler, method = self._handlers.get(called.method), METHODS.get(called.method)
        if handler is None or method is None:
            message = f"Unknown method {called.method[:_LONGEST_NAME]!r}."
            raise RpcError(ErrorCode.METHOD_NOT_FOUND, message)
        try:
            params = cast(Wire, method.params.model_validate(called.params))
        except ValidationError as error:
            raise invalid_params(called.method, error) from None
        return await handler(params, emit)


def _read(name: str, model: type[W], body: object) -> W:
    try:
        return model.model_validate(body)
    except ValidationError as error:
        problem = invalid_params(name, error).message
        message = f"The other end's answer is not understood; it may be newer. {problem}"
        raise RpcError(ErrorCode.INTERNAL_ERROR, message) from None


def invalid_params(method: str, error: ValidationError) -> RpcError:
    """Say which fields were wrong, without repeating their values."""
    problems = [
        f"{'.'.join(str(part) for part in problem['loc']) or 'params'}: {problem['msg']}"
        for problem in error.errors(include_input=False, include_url=False, include_context=False)
    ][:_MOST_PROBLEMS]
    message = f"{method}: {'; '.join(problems[:5])}."
    return RpcError(ErrorCode.INVALID_PARAMS, message, {"problems": problems})
