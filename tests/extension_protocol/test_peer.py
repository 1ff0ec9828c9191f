import asyncio
import contextlib
import gc
import json
from collections.abc import AsyncGenerator, Mapping
from typing import Any

import pytest

from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.limits import Limits
from devmentor_protocol.link import Link
from devmentor_protocol.mentor import Answer, ChatMessage, ChatParams, Chunk
from devmentor_protocol.methods import CHAT, RECALL
from devmentor_protocol.peer import Emit, Handler, Peer, TransportClosed
from devmentor_protocol.receipt import Receipt, Rung
from devmentor_protocol.wire import Nothing

QUESTION = ChatParams(messages=(ChatMessage(role="user", content="Why?"),))
SMALL = Limits(max_frame_bytes=4_000, max_unacknowledged_bytes=8_000, max_concurrent_calls=2)


class Pipe:
    """One end of a socket in memory; `cut` breaks it, so that frames on their way are lost."""

    def __init__(self) -> None:
        self.inbox: asyncio.Queue[str | bytes | None] = asyncio.Queue(4)
        self.other: Pipe = self
        self.broken = asyncio.Event()

    async def send(self, frame: str) -> None:
        await self._unless_broken(self.other.inbox.put(frame))

    async def receive(self) -> str | bytes:
        frame = await self._unless_broken(self.inbox.get())
        assert frame is not None
        return frame

    def cut(self) -> None:
        self.broken.set()
        self.other.broken.set()

    async def _unless_broken(self, work: Any) -> Any:
        task = asyncio.ensure_future(work)
        broken = asyncio.ensure_future(self.broken.wait())
        try:
            await asyncio.wait({task, broken}, return_when="FIRST_COMPLETED")
            if self.broken.is_set():
                raise TransportClosed("cut")
            return task.result()
        finally:
            task.cancel()
            broken.cancel()


def pipe() -> tuple[Pipe, Pipe]:
    one, two = Pipe(), Pipe()
    one.other, two.other = two, one
    return one, two


class Two:
    """A caller and a server that talk through a pipe."""

    def __init__(self, handlers: Mapping[str, Handler], limits: Limits) -> None:
        self.caller, self.server = Peer(Link(limits), {}), Peer(Link(limits), handlers)
        self.runs: list[asyncio.Task[str]] = []
        self.pipe = pipe()[0]

    def connect(self) -> None:
        self.pipe, other = pipe()
        counts = self.server.link.received, self.caller.link.received
        self.runs = [
            asyncio.create_task(self.caller.run(self.pipe, peer_received=counts[0])),
            asyncio.create_task(self.server.run(other, peer_received=counts[1])),
        ]

    async def drop(self) -> None:
        self.pipe.cut()
        await asyncio.gather(*self.runs)


@contextlib.asynccontextmanager
async def two(handlers: Mapping[str, Handler], limits: Limits = SMALL) -> AsyncGenerator[Two]:
    both = Two(handlers, limits)
    both.connect()
    try:
        yield both
    finally:
        await both.drop()
        both.server.fail_pending(RpcError(ErrorCode.CONNECTION_LOST, "The test is over."))


def answer(text: str) -> Answer:
    return Answer(text=text, receipt=Receipt(rung=Rung.LOCAL))


async def say_because(params: ChatParams, emit: Emit) -> Answer:
    await emit(Chunk(text="Be"))
    await emit(Chunk(text="cause."))
    return answer(params.messages[-1].content)


async def test_items_arrive_before_the_result() -> None:
    async with two({"mentor/chat": say_because}) as both:
        async with both.caller.stream(CHAT, QUESTION) as stream:
            pieces = [chunk.text async for chunk in stream]

        assert pieces == ["Be", "cause."]
        assert stream.result.text == "Why?"


async def test_a_call_that_only_wants_the_result_skips_the_items() -> None:
    async with two({"mentor/chat": say_because}) as both:
        assert (await both.caller.call(CHAT, QUESTION)).text == "Why?"


async def test_an_unknown_method_is_answered() -> None:
    async with two({}) as both:
        with pytest.raises(RpcError) as refused:
            await both.caller.call(CHAT, QUESTION)

        assert refused.value.code == ErrorCode.METHOD_NOT_FOUND


async def test_params_of_the_wrong_shape_are_named_and_not_repeated() -> None:
    async with two({"mentor/chat": say_because}) as both:
        wrong = QUESTION.model_construct(messages=[{"role": "user", "content": 7_777}])
        with pytest.warns(UserWarning), pytest.raises(RpcError) as refused:
            await both.caller.call(CHAT, wrong)

        assert refused.value.code == ErrorCode.INVALID_PARAMS
        assert "messages.0.content" in refused.value.message
        assert "7777" not in refused.value.message


async def test_a_bug_in_a_handler_is_an_answer_and_the_session_goes_on() -> None:
    async def broken(params: ChatParams, emit: Emit) -> Answer:
        raise ZeroDivisionError("secret detail")

    async with two({"mentor/chat": broken, "memory/recall": broken}) as both:
        for _ in range(2):
            with pytest.raises(RpcError) as failed:
                await both.caller.call(CHAT, QUESTION)

            assert failed.value.code == ErrorCode.INTERNAL_ERROR
            assert "secret" not in failed.value.message


async def test_an_answer_that_is_not_understood_is_a_typed_error() -> None:
    async def other_shape(params: ChatParams, emit: Emit) -> Nothing:
        return Nothing()

    async with two({"mentor/chat": other_shape}) as both:
        with pytest.raises(RpcError, match="not understood"):
            await both.caller.call(CHAT, QUESTION)


async def test_leaving_a_stream_cancels_the_handler() -> None:
    cancelled = asyncio.Event()

    async def endless(params: ChatParams, emit: Emit) -> Answer:
        await emit(Chunk(text="…"))
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()
        return answer("")

    async with two({"mentor/chat": endless}) as both:
        async with both.caller.stream(CHAT, QUESTION) as stream:
            async for _ in stream:
                break

        await cancelled.wait()
        while both.caller.link.pending:
            await asyncio.sleep(0)


async def test_a_call_cancelled_before_its_handler_began_is_answered() -> None:
    both = Two({"mentor/chat": say_because}, SMALL)
    id_ = both.caller.link.request("mentor/chat", QUESTION.model_dump(mode="json"))
    both.caller.link.cancel(id_)
    both.connect()

    while both.caller.link.pending:
        await asyncio.sleep(0)

    await both.drop()


async def test_a_call_that_takes_too_long_is_timed_out_and_cancelled() -> None:
    cancelled = asyncio.Event()

    async def slow(params: ChatParams, emit: Emit) -> Answer:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()
        return answer("")

    async with two({"mentor/chat": slow}) as both:
        with pytest.raises(RpcError) as failed:
            await both.caller.call(CHAT, QUESTION, timeout=0.05)

        assert failed.value.code == ErrorCode.TIMED_OUT
        await cancelled.wait()


async def test_one_call_too_many_is_answered_with_busy() -> None:
    waiting = asyncio.Event()

    async def wait(params: ChatParams, emit: Emit) -> Answer:
        await waiting.wait()
        return answer("done")

    async with two({"mentor/chat": wait}) as both:
        calls = [asyncio.create_task(both.caller.call(CHAT, QUESTION)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(RpcError) as refused:
            await both.caller.call(CHAT, QUESTION)
        waiting.set()

        assert refused.value.code == ErrorCode.BUSY
        assert [each.text for each in await asyncio.gather(*calls)] == ["done", "done"]


async def test_a_stream_survives_a_lost_socket_without_loss_or_repetition() -> None:
    go_on = asyncio.Event()

    async def count(params: ChatParams, emit: Emit) -> Answer:
        for number in range(40):
            await emit(Chunk(text=f"{number} "))
            if number == 20:
                await go_on.wait()
        return answer("")

    async with two({"mentor/chat": count}) as both:
        async with both.caller.stream(CHAT, QUESTION) as stream:
            pieces: list[str] = []
            async for chunk in stream:
                pieces.append(chunk.text)
                if len(pieces) in (3, 10):
                    await both.drop()
                    both.connect()
                    go_on.set()

        assert pieces == [f"{number} " for number in range(40)]


async def test_a_lost_session_ends_open_calls_and_later_ones_at_once() -> None:
    async def wait(params: ChatParams, emit: Emit) -> Answer:
        await asyncio.Event().wait()
        return answer("")

    async with two({"mentor/chat": wait}) as both:
        call = asyncio.create_task(both.caller.call(CHAT, QUESTION))
        await asyncio.sleep(0)
        both.caller.fail_pending(RpcError(ErrorCode.CONNECTION_LOST, "Gone."))

        for attempt in (call, both.caller.call(CHAT, QUESTION)):
            with pytest.raises(RpcError, match="Gone"):
                await attempt


async def test_a_reader_that_does_not_read_stops_the_writer_and_memory_stays_bounded() -> None:
    written = 0

    async def flood(params: ChatParams, emit: Emit) -> Answer:
        nonlocal written
        for _ in range(200):
            await emit(Chunk(text="x" * 500))
            written += 500
        return answer("")

    async with two({"mentor/chat": flood}) as both:
        async with both.caller.stream(CHAT, QUESTION) as stream:
            before = -1
            while written != before:
                before = written
                await asyncio.sleep(0.1)
            paused_at = written
            received = [chunk async for chunk in stream]

        assert paused_at <= 2 * SMALL.max_unacknowledged_bytes
        assert len(received) == 200


async def test_a_client_that_asks_and_never_reads_is_cut_off() -> None:
    server = Peer(Link(SMALL), {})
    mine, theirs = pipe()
    run = asyncio.create_task(server.run(theirs))

    while not run.done():
        sending = asyncio.create_task(mine.send("garbage"))
        await asyncio.wait({sending, run}, return_when="FIRST_COMPLETED")

    assert "does not read" in await run
    mine.cut()


async def test_garbage_is_answered_and_the_session_goes_on() -> None:
    server = Peer(Link(SMALL), {"mentor/chat": say_because})
    mine, theirs = pipe()
    run = asyncio.create_task(server.run(theirs))
    codes: list[int] = []
    for frame in ("{", "[]", '{"jsonrpc":"2.0","id":"\\ud800","method":"nobody/knows"}'):
        await mine.send(frame)
        codes.append(json.loads(await mine.receive())["error"]["code"])

    mine.cut()
    await run
    assert codes == [
        ErrorCode.PARSE_ERROR,
        ErrorCode.INVALID_REQUEST,
        ErrorCode.METHOD_NOT_FOUND,
    ]


async def test_an_id_that_is_still_open_cannot_be_used_again() -> None:
    async def wait(params: ChatParams, emit: Emit) -> Answer:
        await asyncio.Event().wait()
        return answer("")

    server = Peer(Link(SMALL), {"mentor/chat": wait})
    mine, theirs = pipe()
    run = asyncio.create_task(server.run(theirs))
    body = {"jsonrpc": "2.0", "id": 1, "method": "mentor/chat", "params": QUESTION.model_dump()}
    await mine.send(json.dumps(body))
    await mine.send(json.dumps(body))

    refusal = json.loads(await mine.receive())

    mine.cut()
    await run
    server.fail_pending(RpcError(ErrorCode.CONNECTION_LOST, "Over."))
    assert refusal["error"]["code"] == ErrorCode.INVALID_REQUEST


async def test_a_count_that_does_not_fit_is_not_served() -> None:
    peer = Peer(Link(SMALL), {})

    with pytest.raises(RpcError, match="cannot be resumed"):
        await peer.run(pipe()[0], peer_received=5)


async def test_a_caller_that_left_gets_no_warning_about_its_call() -> None:
    async with two({}) as both:
        async with both.caller.stream(RECALL, RECALL.params(query="x")):
            pass
        await asyncio.sleep(0.05)

    gc.collect()
