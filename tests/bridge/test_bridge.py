import asyncio
import contextlib
import uuid
from collections.abc import AsyncGenerator, Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus

import pytest
from pydantic import SecretStr
from tests.bridge.gateway import Gateway, gateway

from devmentor_bridge.bridge import Bridge, BridgeSettings
from devmentor_bridge.connection import NO_TIER
from devmentor_bridge.credentials import save_token
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.events import AppendParams, AppendResult, Event, EventKind
from devmentor_protocol.limits import Limits
from devmentor_protocol.memory import RememberParams
from devmentor_protocol.mentor import Answer, ChatMessage, ChatParams, Chunk, Context, Excerpt
from devmentor_protocol.methods import APPEND, CHAT, READ, RECALL, REMEMBER
from devmentor_protocol.peer import Emit, Handler
from devmentor_protocol.receipt import Receipt, Rung
from devmentor_protocol.runtime import data_folder
from devmentor_protocol.status import Status
from devmentor_protocol.tools import ReadParams, ReadResult

QUESTION = ChatParams(messages=(ChatMessage(role="user", content="Why?"),))


class Heard:
    """What a bridge said about itself."""

    def __init__(self) -> None:
        self.all: list[Status] = []
        self._changed = asyncio.Event()

    def __call__(self, status: Status) -> None:
        self.all.append(status)
        self._changed.set()

    async def until(self, fits: Callable[[Status], bool]) -> Status:
        while not self.all or not fits(self.all[-1]):
            self._changed.clear()
            await self._changed.wait()
        return self.all[-1]

    async def rung(self, rung: Rung) -> Status:
        return await self.until(lambda status: status.rung is rung)


@contextlib.asynccontextmanager
async def bridge(
    heard: Heard, handlers: Mapping[str, Handler] | None = None, *, tier_url: str | None = None
) -> AsyncGenerator[Bridge]:
    made = Bridge(BridgeSettings(client="test/1", tier_url=tier_url), handlers or {}, heard)
    await made.start()
    try:
        yield made
    finally:
        await made.close()


@pytest.fixture
def heard() -> Heard:
    return Heard()


def answer(text: str) -> Answer:
    return Answer(text=text, receipt=Receipt(rung=Rung.LOCAL))


def event() -> Event:
    return Event(id=uuid.uuid4().hex, kind=EventKind.EXPLAINED, at=datetime.now(UTC))


class Script:
    """Answers a chat in pieces, stops where it is told to, and notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[ChatParams] = []
        self.events: list[str] = []
        self.waiting, self.go_on = asyncio.Event(), asyncio.Event()
        self.cancelled = asyncio.Event()
        self.handlers: Mapping[str, Handler] = {CHAT.name: self.chat, APPEND.name: self.append}

    async def chat(self, params: ChatParams, emit: Emit) -> Answer:
        self.asked.append(params)
        await emit(Chunk(text="Be"))
        self.waiting.set()
        try:
            await self.go_on.wait()
        except asyncio.CancelledError:
            self.cancelled.set()
            raise
        await emit(Chunk(text="cause."))
        return answer("Because.")

    async def append(self, params: AppendParams, emit: Emit) -> AppendResult:
        ids = tuple(each.id for each in params.events)
        self.events += ids
        return AppendResult(accepted=ids)


@contextlib.asynccontextmanager
async def connected(
    heard: Heard, script: Script, limits: Limits | None = None
) -> AsyncGenerator[tuple[Bridge, Gateway]]:
    async with gateway(script.handlers, limits=limits) as tier:
        tier.announce()
        async with bridge(heard) as made:
            await heard.rung(Rung.LOCAL)
            yield made, tier


async def test_with_no_tier_everything_says_so_at_once(heard: Heard) -> None:
    async with bridge(heard) as made:
        status = await heard.until(lambda _: True)
        with pytest.raises(RpcError) as refused:
            await made.call(CHAT, QUESTION)
        with pytest.raises(RpcError, match="devmentor up"):
            async with made.stream(CHAT, QUESTION):
                pass

    assert (status.rung, status.detail) == (Rung.OFFLINE, NO_TIER)
    assert refused.value.code == ErrorCode.OFFLINE


async def test_a_tier_that_starts_later_is_found_by_itself(heard: Heard) -> None:
    async with bridge(heard) as made, gateway() as tier:
        await heard.rung(Rung.OFFLINE)
        tier.announce()
        status = await heard.rung(Rung.LOCAL)

        assert made.status == status
        assert (status.tier, status.model) == (tier.url, "test-model")


async def test_an_answer_streams(heard: Heard) -> None:
    script = Script()
    script.go_on.set()
    async with connected(heard, script) as (made, _), made.stream(CHAT, QUESTION) as stream:
        pieces = [chunk.text async for chunk in stream]

        assert pieces == ["Be", "cause."]
        assert stream.result.text == "Because."


async def test_leaving_a_stream_cancels_the_work_in_the_tier(heard: Heard) -> None:
    script = Script()
    async with connected(heard, script) as (made, _):
        async with made.stream(CHAT, QUESTION) as stream:
            async for _ in stream:
                break
        await script.cancelled.wait()


async def test_closing_the_bridge_says_goodbye_to_the_tier(heard: Heard) -> None:
    async with gateway() as tier:
        tier.announce()
        async with bridge(heard):
            await heard.rung(Rung.LOCAL)
        while not tier.closed_with:
            await asyncio.sleep(0.01)

        assert tier.closed_with == [1001]


async def test_a_stream_goes_on_after_a_lost_socket(heard: Heard) -> None:
    script = Script()
    async with connected(heard, script) as (made, tier), made.stream(CHAT, QUESTION) as stream:
        await script.waiting.wait()
        tier.cut()
        while len(tier.hellos) < 2:
            await asyncio.sleep(0.01)
        script.go_on.set()
        pieces = [chunk.text async for chunk in stream]

        assert pieces == ["Be", "cause."]
        assert tier.hellos[1].resume is not None
        assert Rung.OFFLINE not in {status.rung for status in heard.all}


async def test_a_tier_that_restarted_ends_open_calls_and_serves_new_ones(heard: Heard) -> None:
    script = Script()
    async with connected(heard, script) as (made, tier):
        with pytest.raises(RpcError) as lost:
            async with made.stream(CHAT, QUESTION) as stream:
                await script.waiting.wait()
                tier.forget()
                tier.cut()
                async for _ in stream:
                    pass
        script.go_on.set()
        await heard.rung(Rung.LOCAL)

        assert lost.value.code == ErrorCode.CONNECTION_LOST
        assert (await made.call(CHAT, QUESTION)).text == "Because."


async def test_a_tier_that_vanishes_ends_open_calls_at_once(heard: Heard) -> None:
    script = Script()
    async with connected(heard, script) as (made, tier):
        call = asyncio.create_task(made.call(CHAT, QUESTION))
        await script.waiting.wait()
        assert tier.server is not None
        tier.withdraw()
        tier.server.close()
        tier.cut()

        with pytest.raises(RpcError) as lost:
            await call
        status = await heard.rung(Rung.OFFLINE)

    assert lost.value.code == ErrorCode.CONNECTION_LOST
    assert status.detail


async def test_a_tier_that_stalls_is_noticed_by_its_silence(heard: Heard) -> None:
    script = Script()
    limits = Limits(heartbeat_seconds=0.1)
    async with connected(heard, script, limits) as (_, tier):
        for socket in tier.sockets:
            socket.transport.pause_reading()
            socket.transport.write = lambda _: None  # pyright: ignore[reportAttributeAccessIssue] - a stalled host
        while len(tier.hellos) < 2:
            await asyncio.sleep(0.01)

        assert tier.hellos[1].resume is not None


async def test_a_refused_token_is_said_and_a_new_one_is_tried_by_itself(heard: Heard) -> None:
    async with gateway() as tier:
        tier.status = HTTPStatus.UNAUTHORIZED
        tier.announce()
        async with bridge(heard) as made:
            refused = await heard.until(lambda status: "refused" in status.detail)
            tier.status = None
            tier.token = "a-new-token"
            tier.announce()
            await heard.rung(Rung.LOCAL)

            assert refused.rung is Rung.OFFLINE
            assert made.status.rung is Rung.LOCAL


async def test_a_teams_tier_is_tried_again_when_someone_signs_in(heard: Heard) -> None:
    async with gateway() as tier, bridge(heard, tier_url=tier.url) as made:
        await heard.until(lambda status: "Sign in" in status.detail)
        await asyncio.to_thread(save_token, tier.url, SecretStr(tier.token))
        await heard.rung(Rung.CONNECTED)

        assert "the team's tier" in made.status.detail


async def test_a_tier_that_talks_nonsense_is_left_alone_until_later(heard: Heard) -> None:
    async with gateway() as tier:
        tier.first_frame = "nonsense"
        tier.announce()
        async with bridge(heard) as made:
            await heard.until(lambda status: "did not greet" in status.detail)
            with pytest.raises(RpcError, match="did not greet"):
                await made.call(CHAT, QUESTION)


async def test_a_method_the_tier_does_not_know_is_not_sent(heard: Heard) -> None:
    script = Script()
    async with connected(heard, script) as (made, _):
        made._offered = frozenset({CHAT.name})  # pyright: ignore[reportPrivateUsage] - an older tier
        with pytest.raises(RpcError, match="does not offer memory/recall"):
            await made.call(RECALL, RECALL.params(query="x"))


async def test_secrets_are_taken_out_and_counted_before_anything_leaves(heard: Heard) -> None:
    script = Script()
    script.go_on.set()
    text = 'password = "hunter2!"'
    excerpt = Excerpt(path="a.py", language="python", start_line=1, text=text, role="target")
    params = QUESTION.model_copy(update={"context": Context(excerpts=(excerpt,), redactions=2)})
    async with connected(heard, script) as (made, _):
        await made.call(CHAT, params)

    [asked] = script.asked
    assert asked.context.excerpts[0].text == 'password = "[redacted:password]"'
    assert asked.context.redactions == 3


async def test_a_text_that_grew_over_a_limit_by_its_marks_is_a_clear_error(heard: Heard) -> None:
    script = Script()
    text = 'password = "hunt2r"\n' * 400
    async with connected(heard, script) as (made, _):
        with pytest.raises(RpcError, match="After secrets were taken out") as refused:
            await made.call(REMEMBER, RememberParams(text=text))

    assert "hunt2r" not in refused.value.message


async def test_what_a_tool_answers_is_redacted_too(heard: Heard) -> None:
    async def read(params: ReadParams, emit: Emit) -> ReadResult:
        text = 'api_key = "k3y-v4lue"'
        return ReadResult(text=text, start_line=1, end_line=1, total_lines=1, unsaved=False)

    async with gateway() as tier:
        tier.announce()
        async with bridge(heard, {READ.name: read}):
            await heard.rung(Rung.LOCAL)
            result = await tier.peer.call(READ, ReadParams(path="a.py"))

            assert tier.hellos[0].tools == (READ.name,)
            assert result.text == 'api_key = "[redacted:password]"'


async def test_events_wait_on_disk_and_are_delivered_once_there_is_a_tier(heard: Heard) -> None:
    events, script = [event() for _ in range(3)], Script()
    async with bridge(heard) as made:
        for each in events:
            await made.record(each)
        assert made.status.queued_events == 3

    async with connected(heard, script) as (made, _):
        await heard.until(lambda status: status.queued_events == 0)

        assert script.events == [each.id for each in events]
        assert made.status.queued_events == 0


async def test_an_event_is_delivered_soon_while_connected(heard: Heard) -> None:
    script, one = Script(), event()
    async with connected(heard, script) as (made, _):
        await made.record(one)
        while not script.events:
            await asyncio.sleep(0.01)

    assert script.events == [one.id]


async def test_a_home_that_cannot_be_written_is_said_and_nothing_else_stops(heard: Heard) -> None:
    data_folder().parent.mkdir(parents=True, exist_ok=True)
    data_folder().write_text("a file where the folder should be")
    async with bridge(heard) as made:
        await heard.rung(Rung.OFFLINE)
        await made.record(event())

        assert "Events are kept in memory only" in made.status.detail
        assert made.status.queued_events == 1


async def test_a_listener_that_fails_does_not_stop_the_connection() -> None:
    heard = Heard()

    def listener(status: Status) -> None:
        heard(status)
        raise ZeroDivisionError("a bug in the listener")

    async with gateway() as tier:
        made = Bridge(BridgeSettings(client="test/1"), {}, listener)
        await made.start()
        await heard.rung(Rung.OFFLINE)
        tier.announce()
        await heard.rung(Rung.LOCAL)
        await made.close()


async def test_a_bridge_that_never_started_can_be_closed(heard: Heard) -> None:
    await Bridge(BridgeSettings(client="test/1"), {}, heard).close()
