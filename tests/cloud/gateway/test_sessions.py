import asyncio
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cloud.gateway import scripted_upstream as upstreams
from tests.cloud.gateway.running import (
    LIMITS,
    Editor,
    connected,
    dial,
    greet,
    running,
    settings,
)
from tests.cloud.gateway.scripted_upstream import KEY, scripted

from devmentor_cloud.gateway import repository
from devmentor_protocol.errors import RpcError
from devmentor_protocol.events import AppendParams, Event, EventKind
from devmentor_protocol.mentor import ChatMessage, ChatParams
from devmentor_protocol.methods import APPEND, CHAT
from devmentor_protocol.session import HelloParams, Resume

HELLO = ChatParams(messages=(ChatMessage(role="user", content="Hello"),))


def append() -> AppendParams:
    event = Event(id=uuid.uuid4().hex, kind=EventKind.ACCEPTED, at=datetime.now(UTC))
    return AppendParams(events=(event,))


async def test_a_lost_socket_is_resumed_and_an_open_stream_goes_on(tmp_path: Path) -> None:
    more = asyncio.Event()

    async def pauses(talk: upstreams.Talk) -> None:
        await talk.say("first ")
        await more.wait()
        await talk.say("second", finish="stop")

    async with scripted(pauses) as upstream:
        chosen = settings(tmp_path, provider_url=upstream.url, provider_key=KEY, model="m")
        async with running(chosen) as gateway:
            editor = Editor(gateway)
            await editor.dial()
            words: list[str] = []
            async with editor.peer.stream(CHAT, HELLO) as stream:
                async for chunk in stream:
                    words.append(chunk.text)
                    if chunk.text == "first ":
                        await editor.lose()
                        more.set()
                        assert (await editor.dial(resume=True)).resumed
            await editor.close()

            assert words == ["first ", "second"]
            assert stream.result.text == "first second"
            assert len(upstream.bodies) == 1


async def test_a_call_sent_into_a_dead_socket_is_answered_once_after_resuming(
    tmp_path: Path,
) -> None:
    async with running(settings(tmp_path)) as gateway:
        editor = Editor(gateway)
        await editor.dial()
        await editor.lose()
        params = append()
        calling = asyncio.create_task(editor.peer.call(APPEND, params, timeout=20))
        await asyncio.sleep(0)
        await editor.dial(resume=True)
        result = await calling
        await editor.close()
        async with gateway.resources.database.reading() as session:
            kept = await repository.count_events(session, "o1")

    assert result.accepted == (params.events[0].id,)
    assert kept == 1


async def test_a_second_socket_takes_the_session_from_one_that_hangs(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as gateway:
        editor = Editor(gateway)
        await editor.dial()
        first = editor.ended
        assert (await editor.dial(resume=True)).resumed
        await asyncio.wait_for(first, 10)
        await editor.close()

        assert len(gateway.services.sessions) == 1


async def test_another_user_cannot_resume_a_session(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as gateway:
        editor = Editor(gateway)
        token = (await editor.dial()).resume_token
        await editor.lose()
        for user, organization in (("u2", "o1"), ("u1", "o2")):
            connection = await dial(gateway, gateway.token(user, organization))
            theirs = HelloParams(client="t", resume=Resume(token=token, received=0))
            answer = await greet(connection, theirs)
            await connection.close()

            assert not answer.resumed
            assert answer.resume_token != token


async def test_a_count_that_cannot_be_begins_a_new_session(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as gateway:
        editor = Editor(gateway)
        token = (await editor.dial()).resume_token
        await editor.lose()
        connection = await dial(gateway)
        resume = Resume(token=token, received=999)
        answer = await greet(connection, HelloParams(client="t", resume=resume))
        await connection.close()

        assert not answer.resumed


async def test_a_client_that_stays_away_stops_the_provider(tmp_path: Path) -> None:
    async with scripted(upstreams.talks_for_ever) as upstream:
        chosen = settings(tmp_path, provider_url=upstream.url, provider_key=KEY, model="m")
        limits = LIMITS.model_copy(update={"resume_seconds": 0.2})
        async with running(chosen, limits=limits) as gateway:
            editor = Editor(gateway)
            await editor.dial()
            async with editor.peer.stream(CHAT, HELLO) as stream:
                await anext(aiter(stream))
                await editor.lose()

                await asyncio.wait_for(upstream.hung_up.wait(), 10)

            assert len(gateway.services.sessions) == 0


async def test_a_cancelled_call_stops_the_provider(tmp_path: Path) -> None:
    async with scripted(upstreams.talks_for_ever) as upstream:
        chosen = settings(tmp_path, provider_url=upstream.url, provider_key=KEY, model="m")
        async with running(chosen) as gateway, connected(gateway) as editor:
            async with editor.peer.stream(CHAT, HELLO) as stream:
                await anext(aiter(stream))

            await asyncio.wait_for(upstream.hung_up.wait(), 10)


async def test_a_gateway_that_stops_mid_answer_closes_the_sockets_at_both_ends(
    tmp_path: Path,
) -> None:
    async with scripted(upstreams.talks_for_ever) as upstream:
        chosen = settings(tmp_path, provider_url=upstream.url, provider_key=KEY, model="m")
        async with running(chosen) as gateway:
            editor = Editor(gateway)
            await editor.dial()
            async with editor.peer.stream(CHAT, HELLO) as stream:
                await anext(aiter(stream))
                await gateway.listener.end()
                await asyncio.wait_for(editor.ended, 10)
                lost = RpcError(-1, "the tier went away")
                editor.peer.fail_pending(lost)
                with pytest.raises(RpcError, match="went away"):
                    async for _ in stream:
                        pass

            assert editor.connection.close_code == 1012
            await asyncio.wait_for(upstream.hung_up.wait(), 10)
