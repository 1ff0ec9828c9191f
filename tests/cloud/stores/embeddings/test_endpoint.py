"""An endpoint of OpenAI's shape, scripted: only faults and what is asked can be shown this way."""

import json

import httpx2
import pytest
from pydantic import SecretStr

from devmentor_cloud.stores.embeddings.embedder import EmbeddingFailed
from devmentor_cloud.stores.embeddings.endpoint import EmbeddingEndpoint


def endpoint(answer: httpx2.Response | None = None, seen: list[httpx2.Request] | None = None):
    def respond(request: httpx2.Request) -> httpx2.Response:
        if seen is not None:
            seen.append(request)
        if answer is not None:
            return answer
        texts = json.loads(request.content)["input"]
        items = [{"index": at, "embedding": [3.0, 4.0 + at]} for at in range(len(texts))]
        return httpx2.Response(200, json={"data": items[::-1]})

    return EmbeddingEndpoint(
        "http://models.test/v1", "small", SecretStr("secret"), httpx2.MockTransport(respond)
    )


async def test_vectors_come_in_the_order_of_the_texts_at_unit_length() -> None:
    one, other = await endpoint().embed(["a", "b"])

    assert one == pytest.approx([0.6, 0.8])
    assert other[1] > one[1]


async def test_the_model_is_named_and_the_key_sent() -> None:
    seen: list[httpx2.Request] = []

    await endpoint(seen=seen).embed(["a"])

    assert str(seen[0].url) == "http://models.test/v1/embeddings"
    assert seen[0].headers["authorization"] == "Bearer secret"
    assert json.loads(seen[0].content)["model"] == "small"


async def test_many_texts_are_asked_for_in_batches() -> None:
    seen: list[httpx2.Request] = []

    vectors = await endpoint(seen=seen).embed(["text"] * 130)

    assert len(vectors) == 130
    assert len(seen) == 3


async def test_the_size_of_vectors_is_learned_from_one() -> None:
    assert await endpoint().dimensions() == 2


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (httpx2.Response(401, json={"error": "secret"}), "HTTP 401"),
        (httpx2.Response(200, text="not JSON"), "gave no vectors"),
        (httpx2.Response(200, json={"data": []}), "0 vectors for 1 texts"),
    ],
)
async def test_a_fault_is_told_without_the_key(answer: httpx2.Response, says: str) -> None:
    with pytest.raises(EmbeddingFailed, match=says) as failed:
        await endpoint(answer).embed(["a"])

    assert "secret" not in str(failed.value)
