"""The memory service on each database, with a vector store that can be killed."""

import uuid
from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest
from tests.cloud.memory.running import Service, prepare, serving
from tests.cloud.postgres_server import create_database, postgres_server
from tests.cloud.vector_store import EmbeddedStore, embedded_store


@pytest.fixture(scope="session")
def postgres() -> Generator[str]:
    """A server for the whole run."""
    with postgres_server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database with the people in it."""
    if request.param == "sqlite":
        url = f"sqlite+aiosqlite:///{tmp_path / 'memories.db'}"
    else:
        server = request.getfixturevalue("postgres")
        url = await create_database(server, f"test-{uuid.uuid4().hex}")
    await prepare(url)
    return url


@pytest.fixture
async def store(tmp_path: Path) -> AsyncGenerator[EmbeddedStore]:
    """The vector store's child."""
    async with embedded_store(tmp_path / "vectors") as running:
        yield running


@pytest.fixture
async def service(
    database_url: str, store: EmbeddedStore, tmp_path: Path
) -> AsyncGenerator[Service]:
    """The service with everything it needs."""
    async with serving(database_url, store.url, store.key, tmp_path) as running:
        yield running
