import asyncio

import pytest
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message

from devmentor_cloud.gateway.disconnect import unless_gone


def request(gone: asyncio.Event) -> Request:
    async def receive() -> Message:
        await gone.wait()
        return {"type": "http.disconnect"}

    return Request({"type": "http"}, receive)


async def test_work_that_is_done_in_time_gives_its_result() -> None:
    async def work() -> str:
        return "done"

    assert await unless_gone(request(asyncio.Event()), work()) == "done"


async def test_work_is_cancelled_when_the_client_hangs_up() -> None:
    gone, stopped = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        gone.set()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()

    with pytest.raises(ClientDisconnect):
        await unless_gone(request(gone), work())

    assert stopped.is_set()


async def test_a_failure_of_the_work_is_raised() -> None:
    async def work() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        await unless_gone(request(asyncio.Event()), work())
