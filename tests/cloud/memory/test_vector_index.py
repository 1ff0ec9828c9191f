"""Vectors that come late, go missing or cannot be had: no memory is lost, no write fails."""

import shutil
from pathlib import Path

from tests.cloud.memory.running import Service, serving
from tests.cloud.vector_store import EmbeddedStore, plain_client

from devmentor_cloud.memory.vector_index import collection_name

FACT = "Credentials are hashed with Argon2id."
PARAPHRASE = "How do we protect passwords?"


async def test_a_killed_store_fails_no_write_and_no_recall(
    service: Service, store: EmbeddedStore
) -> None:
    await service["ann"].remember(FACT, scope="organization")
    await service.index.idle()
    assert await service["bob"].texts(PARAPHRASE) == [FACT]

    await store.kill()
    await service["ann"].remember("Sessions end after an hour.", scope="organization")
    (found,) = await service["bob"].recall("When do sessions end?")
    assert found["memory"]["text"] == "Sessions end after an hour."
    assert "found by words alone" in found["why"]
    assert await service["bob"].recall(PARAPHRASE) == []

    await store.start_again()
    await service.index.idle()
    assert await service["bob"].texts(PARAPHRASE) == [FACT]
    found_again = await service["bob"].texts("How long may I stay logged in?")
    assert found_again[0] == "Sessions end after an hour."


async def test_vectors_survive_the_stores_death(service: Service, store: EmbeddedStore) -> None:
    await service["ann"].remember(FACT, scope="organization")
    await service.index.idle()

    await store.kill()
    await store.start_again()

    name = collection_name("all-MiniLM-L6-v2-int8")
    assert (await plain_client(store.url, store.key).count(name)).count == 1


async def test_lost_vectors_are_made_again_from_the_rows(
    service: Service, store: EmbeddedStore
) -> None:
    await service["ann"].remember(FACT, scope="organization")
    await service.index.idle()
    await store.kill()
    for folder in store.folder.iterdir():
        shutil.rmtree(folder) if folder.is_dir() else folder.unlink()
    await store.start_again()

    await service["bob"].recall(PARAPHRASE)  # this one notices
    service.index.wake()
    await service.index.idle()

    assert await service["bob"].texts(PARAPHRASE) == [FACT]


async def test_what_was_not_written_is_written_at_the_next_start(
    database_url: str, store: EmbeddedStore, tmp_path: Path
) -> None:
    await store.kill()
    async with serving(database_url, store.url, store.key, tmp_path) as service:
        await service["ann"].remember(FACT, scope="organization")
    await store.start_again()

    async with serving(database_url, store.url, store.key, tmp_path) as service:
        await service.index.idle()

        assert await service["bob"].texts(PARAPHRASE) == [FACT]


async def test_a_retired_memorys_vector_is_deleted(service: Service, store: EmbeddedStore) -> None:
    kept = await service["ann"].remember(FACT)
    await service.index.idle()

    await service["ann"].client.delete(f"/v1/memories/{kept['memory']['id']}")
    await service.index.idle()

    name = collection_name("all-MiniLM-L6-v2-int8")
    assert (await plain_client(store.url, store.key).count(name)).count == 0


def test_each_model_has_its_own_collection() -> None:
    assert collection_name("BAAI/bge-small.en") == "memories-baai-bge-small-en"
