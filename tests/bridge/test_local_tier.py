import asyncio
import contextlib
from collections.abc import AsyncGenerator, Coroutine

from pydantic import SecretStr

from devmentor_bridge.connection import Address, TierFound, TierGone
from devmentor_bridge.credentials import save_token
from devmentor_bridge.local_tier import (
    find_local_tier,
    find_team_tier,
    watch_local_tier,
    watch_team_tier,
)
from devmentor_protocol.receipt import Rung
from devmentor_protocol.runtime import TierRuntime, remove_runtime, write_runtime

URL = "https://devmentor.example.org"
Told = asyncio.Queue[TierFound | TierGone]


def running(port: int = 3001, token: str = "t") -> TierRuntime:
    url = f"http://127.0.0.1:{port}"
    return TierRuntime(
        pid=1,
        gateway_url=url,
        auth_url=url,
        memory_url=url,
        project_url=url,
        token=SecretStr(token),
        version="0",
    )


@contextlib.asynccontextmanager
async def watching(watch: Coroutine[None, None, None]) -> AsyncGenerator[None]:
    task = asyncio.create_task(watch)
    try:
        yield
    finally:
        task.cancel()


def address(told: TierFound | TierGone) -> Address:
    assert isinstance(told, TierFound)
    return told.address


async def test_a_tier_that_starts_stops_and_starts_elsewhere_is_followed() -> None:
    told = Told()
    async with watching(watch_local_tier(told.put_nowait)):
        assert await told.get() == TierGone()
        write_runtime(running(3001))
        assert address(await told.get()).url == "http://127.0.0.1:3001"
        remove_runtime(1)
        assert await told.get() == TierGone()
        write_runtime(running(4001))
        assert address(await told.get()).url == "http://127.0.0.1:4001"


async def test_a_new_token_of_the_same_tier_is_a_new_address() -> None:
    told = Told()
    write_runtime(running(token="old"))
    async with watching(watch_local_tier(told.put_nowait)):
        before = address(await told.get())
        write_runtime(running(token="new"))
        after = address(await told.get())

    assert before.url == after.url
    assert before != after


async def test_a_team_tier_is_there_at_once_and_again_when_someone_signs_in() -> None:
    told = Told()
    async with watching(watch_team_tier(URL, told.put_nowait)):
        before = address(await told.get())
        await asyncio.to_thread(save_token, URL, SecretStr("t"))
        after = address(await told.get())

    assert (before.url, before.rung) == (URL, Rung.CONNECTED)
    assert before != after


def test_nothing_changed_means_the_same_address() -> None:
    write_runtime(running())

    assert find_local_tier() == find_local_tier()
    assert find_team_tier(URL + "/") == find_team_tier(URL)


def test_a_password_in_the_address_of_a_tier_is_left_out() -> None:
    told = find_team_tier("https://ada:hunter2@devmentor.example.org/tier/")

    assert told.address.url == "https://devmentor.example.org/tier"


def test_the_token_is_not_part_of_an_address() -> None:
    write_runtime(running(token="the-token-itself"))

    assert "the-token-itself" not in repr(find_local_tier())
