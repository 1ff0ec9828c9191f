import asyncio
import contextlib
import dataclasses
import subprocess
import sys
from collections.abc import AsyncGenerator

import pytest
import stamina
from tests.cloud.gateway import scripted_upstream as upstreams
from tests.cloud.gateway.scripted_upstream import KEY, Script, Upstream, scripted

from devmentor_cloud.gateway.providers.failures import ProviderFailed
from devmentor_cloud.gateway.providers.provider import Provider
from devmentor_cloud.gateway.providers.reply import text_of

ASK = {"model": "scripted", "messages": [{"role": "user", "content": "Hello"}]}


@contextlib.asynccontextmanager
async def provided(
    *scripts: Script, first_token_seconds: float = 10
) -> AsyncGenerator[tuple[Provider, Upstream]]:
    async with scripted(*scripts) as upstream:
        provider = Provider(
            dataclasses.replace(upstream.endpoint, first_token_seconds=first_token_seconds)
        )
        try:
            yield provider, upstream
        finally:
            await provider.close()


@pytest.fixture(autouse=True)
def quick_retries() -> object:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


async def words(provider: Provider) -> str:
    async with provider.stream(ASK) as reply:
        return "".join([text_of(chunk) async for chunk in reply])


async def test_a_stream_gives_the_words_and_why_it_ended() -> None:
    async with provided(upstreams.is_cut_by_length) as (provider, _), provider.stream(ASK) as reply:
        text = "".join([text_of(chunk) async for chunk in reply])

    assert text == "The func"
    assert reply.finish_reason == "length"


async def test_leaving_a_stream_closes_the_providers_socket() -> None:
    async with provided(upstreams.talks_for_ever) as (provider, upstream):
        async with provider.stream(ASK) as reply:
            async for chunk in reply:
                if text_of(chunk):
                    break

        await asyncio.wait_for(upstream.hung_up.wait(), 10)


@pytest.mark.parametrize("script", [upstreams.talks_for_ever, upstreams.never_speaks])
async def test_cancelling_the_question_closes_the_providers_socket(script: Script) -> None:
    async with provided(script) as (provider, upstream):
        question = asyncio.create_task(words(provider))
        await asyncio.wait_for(upstream.asked.wait(), 10)
        await asyncio.sleep(0.05)
        question.cancel()

        await asyncio.wait_for(upstream.hung_up.wait(), 10)
        with pytest.raises(asyncio.CancelledError):
            await question


async def test_a_provider_that_fails_before_the_first_token_is_asked_again() -> None:
    async with provided(upstreams.refuses(500), upstreams.says_hello) as (provider, upstream):
        assert await words(provider) == "Hello"

        assert len(upstream.bodies) == 2


async def test_an_empty_answer_is_asked_for_again_when_the_stream_breaks_off() -> None:
    async def hangs_up(talk: upstreams.Talk) -> None:
        talk.die()

    async with provided(hangs_up, upstreams.says_hello) as (provider, _):
        assert await words(provider) == "Hello"


async def test_after_the_first_token_nothing_is_asked_again() -> None:
    async with provided(upstreams.dies_mid_word, upstreams.says_hello) as (provider, upstream):
        with pytest.raises(ProviderFailed, match="middle of its answer"):
            await words(provider)

        assert len(upstream.bodies) == 1


async def test_an_end_without_a_reason_is_a_cut_off_answer() -> None:
    async with provided(upstreams.ends_without_reason) as (provider, _):
        with pytest.raises(ProviderFailed, match="middle of its answer"):
            await words(provider)


async def test_an_error_in_the_middle_is_told_without_the_key() -> None:
    async with provided(upstreams.errs_mid_stream) as (provider, _):
        with pytest.raises(ProviderFailed, match="GPU fell off") as caught:
            await words(provider)

    assert KEY not in str(caught.value)


async def test_a_refused_key_is_not_asked_with_again() -> None:
    async with provided(upstreams.refuses(401)) as (provider, upstream):
        with pytest.raises(ProviderFailed, match="refused our key"):
            await words(provider)

        assert len(upstream.bodies) == 1


async def test_a_provider_that_never_speaks_is_given_up() -> None:
    async with provided(upstreams.never_speaks, first_token_seconds=0.2) as (provider, upstream):
        with pytest.raises(ProviderFailed, match=r"began no answer within 0\.2 s"):
            await words(provider)

        await asyncio.wait_for(upstream.hung_up.wait(), 10)


async def test_rubbish_is_called_rubbish() -> None:
    async with provided(upstreams.sends_rubbish) as (provider, _):
        with pytest.raises(ProviderFailed, match="no chat completion"):
            await provider.complete(ASK)


async def test_a_completion_without_choices_is_an_empty_answer() -> None:
    async def no_choices(talk: upstreams.Talk) -> None:
        await talk.answer(200, {"id": "x", "choices": []})

    async with provided(no_choices) as (provider, _):
        with pytest.raises(ProviderFailed, match="empty answer"):
            await provider.complete(ASK)


async def test_nobody_at_the_address_is_said_so() -> None:
    async with scripted(upstreams.says_hello) as upstream:
        endpoint = upstream.endpoint
    provider = Provider(endpoint)

    with pytest.raises(ProviderFailed, match="Is it running"):
        await provider.models()
    await provider.close()


async def test_the_key_travels_in_the_header_alone() -> None:
    async with provided(upstreams.says_hello) as (provider, upstream):
        await words(provider)

    assert f"authorization: bearer {KEY}" in upstream.heads[0].lower()
    assert KEY not in str(upstream.bodies)


def test_httpx_is_imported_whole_before_any_thread_could_import_half_of_it() -> None:
    look = "import devmentor_cloud.gateway.providers.provider, sys; sys.modules['httpx'].URL"

    subprocess.run([sys.executable, "-I", "-c", look], check=True, timeout=60)
