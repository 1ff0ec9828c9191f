"""What is asked and answered arrives once, however often the socket breaks under it."""

import asyncio
import random

import pytest
from tests.bridge.gateway import Gateway, gateway
from tests.bridge.running import QUESTION, Heard, Script, answer, bridge, connected, event

from devmentor_bridge import connection
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.events import AppendParams
from devmentor_protocol.mentor import Answer, ChatParams, Chunk
from devmentor_protocol.methods import APPEND, CHAT
from devmentor_protocol.peer import Emit
from devmentor_protocol.receipt import Rung

CHUNKS = 300


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def every_drop_is_resumed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if each connection had lasted."""
    monkeypatch.setattr(connection, "STABLE_SECONDS", 0.0)


async def count(params: ChatParams, emit: Emit) -> Answer:
    for number in range(CHUNKS):
        await emit(Chunk(text=f"{number} "))
        await asyncio.sleep(0)
    return answer("done")


async def cut_and_wait(tier: Gateway) -> None:
    """Break the socket, and go on when the bridge is back."""
    hellos = len(tier.hellos)
    tier.cut()
    while len(tier.hellos) == hellos:
        await asyncio.sleep(0.001)


@pytest.mark.usefixtures("every_drop_is_resumed")
@pytest.mark.parametrize("seed", range(5))
async def test_an_answer_has_every_piece_once(heard: Heard, seed: int) -> None:
    """A fault: the socket breaks at eight places, the first and the last piece among them."""
    cuts = {0, CHUNKS - 1, *random.Random(seed).sample(range(CHUNKS), 6)}
    async with gateway({CHAT.name: count}) as tier:
        tier.announce()
        async with bridge(heard) as made:
            await heard.rung(Rung.LOCAL)
            async with made.stream(CHAT, QUESTION) as stream:
                pieces: list[str] = []
                async for chunk in stream:
                    if len(pieces) in cuts:
                        await cut_and_wait(tier)
                    pieces.append(chunk.text)

            assert pieces == [f"{number} " for number in range(CHUNKS)]
            assert stream.result.text == "done"
            assert len(tier.hellos) == 1 + len(cuts)
            assert Rung.OFFLINE not in {status.rung for status in heard.all}


@pytest.mark.usefixtures("every_drop_is_resumed")
async def test_a_question_arrives_once_and_is_answered_once(heard: Heard) -> None:
    """A fault: the socket breaks again and again while many calls are on their way."""
    script = Script()
    asked = [event() for _ in range(120)]

    async with connected(heard, script) as (made, tier):

        async def ask(number: int) -> None:
            for each in asked[number::20]:
                result = await made.call(APPEND, AppendParams(events=(each,)))
                assert result.accepted == (each.id,)

        async def keep_cutting() -> None:
            while True:
                await cut_and_wait(tier)

        cutting = asyncio.create_task(keep_cutting())
        async with asyncio.TaskGroup() as tasks:
            for number in range(20):
                tasks.create_task(ask(number))
        cutting.cancel()

    assert len(tier.hellos) > 2
    assert len(script.events) == len(asked)
    assert set(script.events) == {each.id for each in asked}


async def test_leaving_while_the_socket_is_down_still_cancels_the_work(heard: Heard) -> None:
    """A fault: the socket breaks just before the answer is no longer wanted."""
    script = Script()
    async with connected(heard, script) as (made, tier):
        async with made.stream(CHAT, QUESTION):
            await script.waiting.wait()
            tier.cut()
        await script.cancelled.wait()

        assert made.status.rung is Rung.LOCAL


async def test_a_session_the_tier_forgot_ends_a_call_made_while_the_socket_was_down(
    heard: Heard,
) -> None:
    """A fault: the tier restarts, and something is asked before the bridge has noticed."""
    script = Script()
    async with connected(heard, script) as (made, tier):
        tier.forget()
        tier.cut()
        call = asyncio.create_task(made.call(CHAT, QUESTION))
        script.go_on.set()

        with pytest.raises(RpcError) as lost:
            await call
        await heard.rung(Rung.LOCAL)
        again = await made.call(CHAT, QUESTION)

    assert lost.value.code == ErrorCode.CONNECTION_LOST
    assert again.text == "Because."
