"""The bridge against the real gateway, with the real model behind it."""

import asyncio
import contextlib
import uuid
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.e2e.conftest import Tier

from devmentor_bridge.bridge import Bridge, BridgeSettings
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.events import Event, EventKind
from devmentor_protocol.memory import RecallParams, RememberParams
from devmentor_protocol.mentor import (
    ChatMessage,
    ChatParams,
    Context,
    Excerpt,
    ExplainParams,
    Target,
)
from devmentor_protocol.methods import CHAT, EXPLAIN, RECALL, REMEMBER
from devmentor_protocol.position import Position
from devmentor_protocol.receipt import Rung
from devmentor_protocol.runtime import HOME_VARIABLE, write_runtime
from devmentor_protocol.status import Status

QUESTION = ChatParams(
    messages=(ChatMessage(role="user", content="Count from one to thirty in words."),)
)


@contextlib.asynccontextmanager
async def connected() -> AsyncGenerator[tuple[Bridge, list[Status]]]:
    told: list[Status] = []
    reached = asyncio.Event()

    def listen(status: Status) -> None:
        told.append(status)
        if status.rung is Rung.LOCAL:
            reached.set()

    made = Bridge(BridgeSettings(client="bridge-test/1"), {}, listen)
    await made.start()
    try:
        async with asyncio.timeout(30):
            await reached.wait()
        yield made, told
    finally:
        await made.close()


@pytest.fixture(autouse=True)
def home_of_the_tier(tier: Tier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tier.home))


async def test_a_real_answer_streams_through_a_lost_socket_without_a_gap() -> None:
    async with connected() as (made, told), made.stream(CHAT, QUESTION) as stream:
        pieces: list[str] = []
        async for chunk in stream:
            pieces.append(chunk.text)
            if len(pieces) == 2:
                made._transport._socket.transport.abort()  # pyright: ignore[reportPrivateUsage, reportOptionalMemberAccess] - a cable is pulled

        assert "".join(pieces) == stream.result.text
        assert stream.result.receipt.completion_tokens > 0
        assert {status.rung for status in told} == {Rung.LOCAL}


async def test_an_explanation_streams_and_its_receipt_counts_what_was_taken_out() -> None:
    text = 'PASSWORD = "hunter2!"\n\ndef double(x: int) -> int:\n    return x + x\n'
    excerpt = Excerpt(
        path="a.py", language="python", start_line=1, text=text, role="target", symbol="double"
    )
    target = Target(uri="file:///a.py", position=Position(line=2, character=4))
    params = ExplainParams(target=target, context=Context(excerpts=(excerpt,)))
    async with connected() as (made, _), made.stream(EXPLAIN, params) as stream:
        pieces = [chunk.text async for chunk in stream]

        assert len(pieces) > 1
        assert "".join(pieces) == stream.result.text
        assert stream.result.receipt.rung is Rung.LOCAL
        assert stream.result.receipt.redactions == 1


class Cable:
    """A way to the gateway that can go dead: nothing passes any more, and nobody is told."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.dead: set[asyncio.StreamWriter] = set()
        self.ends: list[asyncio.StreamWriter] = []

    def cut(self) -> None:
        self.dead.update(self.ends)

    async def carry(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        far, forth = await asyncio.open_connection(self.host, self.port)
        self.ends += (forth, back)
        with contextlib.suppress(OSError):
            await asyncio.gather(self.pump(near, forth), self.pump(far, back))

    async def pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while data := await source.read(65_536):
            if sink not in self.dead:
                sink.write(data)
                await sink.drain()
        if sink not in self.dead:
            sink.close()


@contextlib.asynccontextmanager
async def over_a_cable(
    tier: Tier, home: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncGenerator[Cable]:
    address = urlsplit(tier.runtime.gateway_url)
    assert address.hostname is not None
    assert address.port is not None
    cable = Cable(address.hostname, address.port)
    server = await asyncio.start_server(cable.carry, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    write_runtime(tier.runtime.model_copy(update={"gateway_url": url}))
    try:
        yield cable
    finally:
        server.close()
        for end in cable.ends:
            end.transport.abort()


async def test_a_session_is_taken_up_although_the_gateway_did_not_notice_the_loss(
    tier: Tier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault: the cable goes dead, so that the old socket still looks open to the gateway."""
    async with (
        over_a_cable(tier, tmp_path, monkeypatch) as cable,
        connected() as (made, told),
        made.stream(CHAT, QUESTION) as stream,
    ):
        pieces: list[str] = []
        async for chunk in stream:
            pieces.append(chunk.text)
            if len(pieces) == 2:
                cable.cut()
                made._transport._socket.transport.abort()  # pyright: ignore[reportPrivateUsage, reportOptionalMemberAccess] - its heartbeat would take 45 s

        assert len(cable.ends) == 4  # two ends for each of two connections
        assert "".join(pieces) == stream.result.text
        assert {status.rung for status in told} == {Rung.LOCAL}


async def test_leaving_an_answer_frees_the_model_for_the_next() -> None:
    async with connected() as (made, _):
        async with made.stream(CHAT, QUESTION) as stream:
            async for _chunk in stream:
                break
        answer = await made.call(CHAT, QUESTION, timeout=100)

        assert answer.text


async def test_a_call_that_is_out_of_time_is_cancelled_with_a_typed_error() -> None:
    async with connected() as (made, _):
        with pytest.raises(RpcError) as late:
            await made.call(CHAT, QUESTION, timeout=0.01)

        assert late.value.code == ErrorCode.TIMED_OUT


async def test_what_is_remembered_is_recalled_and_holds_no_secret() -> None:
    text = 'The test gateway is reached with password = "hunter2!" on Fridays.'
    async with connected() as (made, _):
        kept = await made.call(REMEMBER, RememberParams(text=text))
        found = await made.call(RECALL, RecallParams(query="how is the test gateway reached?"))

        assert kept.memory.id in {each.memory.id for each in found.memories}
        assert "hunter2" not in found.model_dump_json()


async def test_recorded_events_reach_the_tier() -> None:
    async with connected() as (made, _):
        for _number in range(3):
            event = Event(id=uuid.uuid4().hex, kind=EventKind.EXPLAINED, at=datetime.now(UTC))
            await made.record(event)
        async with asyncio.timeout(30):
            while made.status.queued_events:
                await asyncio.sleep(0.05)
