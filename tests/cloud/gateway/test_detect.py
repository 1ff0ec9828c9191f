from tests.cloud.gateway.scripted_upstream import Talk, never_speaks, scripted

from devmentor_cloud.gateway.detect import Candidate, detect


async def lists_models(talk: Talk) -> None:
    await talk.answer(200, {"data": [{"id": "nomic-embed-text"}, {"id": "qwen3:8b"}]})


async def is_another_service(talk: Talk) -> None:
    await talk.answer(200, "<html>Jenkins</html>", kind="text/html")


def port(url: str) -> int:
    return int(url.removesuffix("/v1").rpartition(":")[2])


async def test_the_first_running_server_with_a_chat_model_is_taken() -> None:
    async with scripted(is_another_service) as jenkins, scripted(lists_models) as ollama:
        found = await detect(
            [Candidate("llama.cpp", port(jenkins.url)), Candidate("Ollama", port(ollama.url))]
        )

    assert found is not None
    assert (found.name, found.model, found.url) == ("Ollama", "qwen3:8b", ollama.url)


async def test_a_service_that_does_not_answer_is_passed_over() -> None:
    """A silent service is a fault, so it is scripted."""
    async with scripted(never_speaks) as silent:
        assert await detect([Candidate("Ollama", port(silent.url))]) is None


async def test_nobody_there_is_no_model() -> None:
    async with scripted(never_speaks) as gone:
        closed = port(gone.url)

    assert await detect([Candidate("Ollama", closed)]) is None
