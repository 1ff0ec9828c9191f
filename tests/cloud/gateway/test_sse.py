import asyncio

from starlette.types import Message
from tests.cloud.gateway import scripted_upstream as upstreams
from tests.cloud.gateway.scripted_upstream import Script, scripted

from devmentor_cloud.gateway.providers.provider import Provider
from devmentor_cloud.gateway.sse import EventStream, events


async def frames(script: Script) -> list[bytes]:
    async with scripted(script) as upstream:
        provider = Provider(upstream.endpoint)
        async with provider.stream({"messages": []}) as reply:
            found = [event async for event in events(reply)]
        await provider.close()
    return found


async def test_a_finished_answer_ends_with_done() -> None:
    found = await frames(upstreams.is_cut_by_length)

    assert found[-1] == b"data: [DONE]\n\n"
    assert all(frame.startswith(b"data: ") and frame.endswith(b"\n\n") for frame in found)


async def test_an_answer_that_breaks_off_ends_with_an_error_and_no_done() -> None:
    found = await frames(upstreams.dies_mid_word)

    assert b'"error"' in found[-1]
    assert b"middle of its answer" in found[-1]


async def test_a_client_that_left_before_the_first_byte_still_closes_the_reply() -> None:
    async with scripted(upstreams.talks_for_ever) as upstream:
        provider = Provider(upstream.endpoint)
        context = provider.stream({"messages": []})
        reply = await context.__aenter__()
        closed = asyncio.Event()

        async def close() -> None:
            await context.__aexit__(None, None, None)
            closed.set()

        async def gone() -> Message:
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            await asyncio.Event().wait()

        response = EventStream(reply, close)
        await response({"type": "http", "asgi": {"spec_version": "2.3"}}, gone, send)

        assert closed.is_set()
        await asyncio.wait_for(upstream.hung_up.wait(), 10)
        await provider.close()
