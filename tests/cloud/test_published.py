"""The runtime file: there while a tier runs, with a token that is good."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import pytest
from tests.cloud.tenants import make_resources

from devmentor_cloud.published import published
from devmentor_cloud.resources import Resources
from devmentor_cloud.stores.migrate import upgrade
from devmentor_cloud.supervisor import CannotStart
from devmentor_protocol.runtime import TierRuntime, read_runtime, runtime_path


@pytest.fixture
async def resources(devmentor_home: Path) -> AsyncGenerator[Resources]:
    devmentor_home.mkdir()
    made = make_resources(devmentor_home)
    await upgrade(made.database)
    yield made
    await made.database.close()


async def until(found: Callable[[TierRuntime], bool]) -> TierRuntime:
    async with asyncio.timeout(30):
        while not ((runtime := read_runtime()) and found(runtime)):
            await asyncio.sleep(0.02)
    return runtime


async def test_it_is_there_while_the_tier_runs_and_gone_after(resources: Resources) -> None:
    async with published(resources) as runtime:
        assert read_runtime() == runtime

    assert read_runtime() is None


async def test_its_token_is_accepted(resources: Resources) -> None:
    async with published(resources) as runtime:
        caller = resources.verifier.verify(runtime.token.get_secret_value())

    assert caller.name == "local"


async def test_its_token_is_renewed_while_the_old_one_is_still_good(resources: Resources) -> None:
    async with published(resources, lifetime=6, look=0.05) as first:
        renewed = await until(lambda runtime: runtime.token != first.token)

        for token in (first.token, renewed.token):
            assert resources.verifier.verify(token.get_secret_value())


async def test_a_file_that_was_removed_is_written_again(resources: Resources) -> None:
    async with published(resources, look=0.05) as runtime:
        runtime_path().unlink()

        again = await until(lambda _: True)

    assert again.gateway_url == runtime.gateway_url


async def test_a_file_that_cannot_be_renewed_for_a_while_is_renewed_later(
    resources: Resources,
) -> None:
    """A folder in the way stands for a disk that is full for a while."""
    async with published(resources, lifetime=3, look=0.05) as first:
        draft = runtime_path().with_suffix(f".{first.pid}.tmp")
        draft.mkdir()
        await asyncio.sleep(1.5)
        stale = read_runtime()
        draft.rmdir()

        await until(lambda runtime: runtime.token != first.token)

    assert stale == first


async def test_a_file_that_cannot_be_written_at_all_is_named(resources: Resources) -> None:
    runtime_path().mkdir()

    with pytest.raises(CannotStart, match=r"tier\.json"):
        async with published(resources):
            pass
