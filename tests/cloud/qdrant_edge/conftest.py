"""A store to speak to: the embedded one always, a real server too when one is named."""

import os
import uuid
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from qdrant_client import AsyncQdrantClient, models
from tests.cloud.vector_store import SERVER_URL, STORES, embedded_store, plain_client


@pytest.fixture(params=STORES)
async def client(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncGenerator[AsyncQdrantClient]:
    if request.param == "server":
        yield AsyncQdrantClient(
            url=os.environ[SERVER_URL], api_key=os.environ.get("DEVMENTOR_TEST_QDRANT_KEY")
        )
        return
    async with embedded_store(tmp_path / "vectors") as store:
        yield plain_client(store.url, store.key)


@pytest.fixture
async def collection(client: AsyncQdrantClient) -> AsyncGenerator[str]:
    """An empty collection of three-dimensional vectors, dropped afterwards."""
    name = f"test-{uuid.uuid4().hex}"
    params = models.VectorParams(size=3, distance=models.Distance.COSINE)
    await client.create_collection(name, vectors_config={"dense": params})
    yield name
    await client.delete_collection(name)
