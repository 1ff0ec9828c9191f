import asyncio
from http import HTTPStatus

import pytest
from pydantic import SecretStr
from tests.bridge.gateway import gateway
from tests.bridge.running import QUESTION, Heard, Script, bridge, connected, event

from devmentor_bridge.bridge import Bridge, BridgeSettings
from devmentor_bridge.connection import NO_TIER
from devmentor_bridge.credentials import save_token
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.events import AppendParams, AppendResult, Refused
from devmentor_protocol.limits import Limits
from devmentor_protocol.memory import RememberParams
from devmentor_protocol.mentor import Context, Excerpt
from devmentor_protocol.methods import APPEND, CHAT, READ, RECALL, REMEMBER
from devmentor_protocol.peer import Emit
from devmentor_protocol.receipt import Rung
from devmentor_protocol.runtime import data_folder
from devmentor_protocol.status import Status
from devmentor_protocol.tools import ReadParams, ReadResult


@pytest.fixture
def heard() -> Heard:
    return Heard()


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
    """A fault: the socket breaks while an answer streams."""
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
    """A fault: the tier has forgotten the session."""
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
    """A fault: the tier goes away and does not come back."""
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
    """A fault: the socket stays open and nothing comes."""
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
    """A fault: the handshake is answered with 401."""
    async with gateway() as tier:
        tier.status = HTTPStatus.UNAUTHORIZED
        tier.announce()
        async with bridge(heard) as made:
            refused = await heard.until(lambda status: "refused" in status.detail)
            assert tier.handshakes == 1
            assert made._connection.wake_at is None  # pyright: ignore[reportPrivateUsage] - it is not tried again
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
    """A fault: what listens is no gateway."""
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


async def test_events_that_the_tier_refuses_do_not_count_as_waiting(heard: Heard) -> None:
    """A fault: one event is refused for good, and one makes every batch it is in invalid."""
    bad, poison, good = event(), event(), event()
    taken: list[str] = []

    async def append(params: AppendParams, emit: Emit) -> AppendResult:
        ids = {each.id for each in params.events}
        if poison.id in ids:
            raise RpcError(ErrorCode.INVALID_PARAMS, "Not understood.")
        refused = tuple(Refused(id=id_, reason="No.") for id_ in ids & {bad.id})
        taken.extend(ids - {bad.id})
        return AppendResult(accepted=tuple(ids - {bad.id}), refused=refused)

    async with bridge(heard) as made, gateway({APPEND.name: append}) as tier:
        for each in (bad, poison, good):
            await made.record(each)
        tier.announce()
        await heard.until(lambda status: status.rung is Rung.LOCAL and not status.queued_events)

    assert taken == [good.id]


async def test_a_tier_that_is_busy_starting_is_tried_again_by_itself(heard: Heard) -> None:
    """A fault: the handshake is answered with 503."""
    async with gateway() as tier:
        tier.status = HTTPStatus.SERVICE_UNAVAILABLE
        tier.announce()
        async with bridge(heard):
            refused = await heard.until(lambda status: "answered 503" in status.detail)
            tier.status = None
            await heard.rung(Rung.LOCAL)

    assert refused.rung is Rung.OFFLINE


async def test_a_home_that_cannot_be_written_is_said_and_nothing_else_stops(heard: Heard) -> None:
    """A fault: the data folder cannot be made."""
    data_folder().parent.mkdir(parents=True, exist_ok=True)
    data_folder().write_text("a file where the folder should be")
    async with bridge(heard) as made:
        await heard.rung(Rung.OFFLINE)
        await made.record(event())

        assert "Events are kept in memory only" in made.status.detail
        assert made.status.queued_events == 1


async def test_a_listener_that_fails_does_not_stop_the_connection() -> None:
    """A fault: the editor's part raises."""
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
