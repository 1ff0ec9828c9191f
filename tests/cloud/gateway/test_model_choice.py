import asyncio
from pathlib import Path

import psutil
import pytest
from pydantic import SecretStr
from tests.cloud.gateway.scripted_upstream import Talk, refuses, scripted
from tests.conftest import NewChildren

from devmentor_cloud.gateway.detect import Candidate
from devmentor_cloud.gateway.model_choice import ModelChoice, ModelSettings
from devmentor_cloud.gateway.providers.failures import ProviderFailed


async def lists_models(talk: Talk) -> None:
    await talk.answer(200, {"data": [{"id": "qwen3:8b"}]})


async def test_a_configured_provider_is_taken_whatever_runs_here() -> None:
    settings = ModelSettings("http://127.0.0.1:9/v1", SecretStr("sk"), "big", candidates=())
    choice = ModelChoice(settings)
    choice.start()
    endpoint = (await choice.provider()).endpoint
    await choice.close()

    assert (endpoint.model, endpoint.name) == ("big", "127.0.0.1:9")


async def test_a_provider_without_a_named_model_is_asked_what_it_has() -> None:
    async with scripted(lists_models) as upstream:
        choice = ModelChoice(ModelSettings(upstream.url))
        choice.start()
        endpoint = (await choice.provider()).endpoint
        await choice.close()

    assert endpoint.model == "qwen3:8b"


async def test_a_provider_that_refuses_its_key_is_reported_to_each_question() -> None:
    """A refusal is a fault, so it is scripted."""
    async with scripted(refuses(401)) as upstream:
        choice = ModelChoice(ModelSettings(upstream.url, SecretStr("sk-bad")))
        choice.start()
        with pytest.raises(ProviderFailed, match="DEVMENTOR_PROVIDER_KEY"):
            await choice.provider()
        await choice.close()


async def test_a_server_that_runs_here_is_preferred_to_the_embedded_model() -> None:
    async with scripted(lists_models) as upstream:
        port = int(upstream.url.removesuffix("/v1").rpartition(":")[2])
        choice = ModelChoice(ModelSettings(candidates=[Candidate("Ollama", port)]))
        choice.start()
        endpoint = (await choice.provider()).endpoint
        await choice.close()

    assert endpoint.name == "Ollama"


async def test_with_nothing_set_up_a_question_says_how_to_set_something_up() -> None:
    choice = ModelChoice(ModelSettings(candidates=(), local=False))
    choice.start()

    with pytest.raises(ProviderFailed, match="devmentor models pull"):
        await choice.provider()
    await choice.close()


async def test_a_model_server_that_is_started_later_is_found_by_the_next_question() -> None:
    """The server is refused at first by a script, because that is the fault."""
    async with scripted(refuses(503), refuses(503), refuses(503), lists_models) as upstream:
        choice = ModelChoice(ModelSettings(upstream.url, look_again=0))
        choice.start()
        with pytest.raises(ProviderFailed, match="HTTP 503"):
            await choice.provider()
        while len(upstream.bodies) < 3:
            with pytest.raises(ProviderFailed):
                await choice.provider()
        endpoint = (await choice.provider()).endpoint
        await choice.close()

    assert endpoint.model == "qwen3:8b"


def model_servers(children: list[psutil.Process]) -> list[psutil.Process]:
    return [
        child for child in children if "devmentor_cloud.gateway.model_server" in child.cmdline()
    ]


async def test_an_embedded_model_that_dies_is_started_again_and_stopped_at_the_end(
    tmp_path: Path, new_children: NewChildren
) -> None:
    choice = ModelChoice(ModelSettings(candidates=(), log=tmp_path / "model.log"))
    choice.start()
    first = (await choice.provider()).endpoint.url
    (child,) = model_servers(new_children())
    child.kill()
    while choice.endpoint is not None and choice.endpoint.url == first:
        await asyncio.sleep(0.02)
    second = (await choice.provider()).endpoint.url
    await choice.close()

    assert second != first
    assert model_servers(new_children()) == []


async def test_weights_that_do_not_load_are_the_reason_given(tmp_path: Path) -> None:
    (tmp_path / "torn.gguf").write_bytes(b"GGUF" + bytes(64))
    settings = ModelSettings(candidates=(), weights=tmp_path / "torn.gguf")
    choice = ModelChoice(settings)
    choice.start()

    with pytest.raises(ProviderFailed, match="could not be started"):
        await choice.provider()
    await choice.close()
