"""A real PostgreSQL for the run, and an empty database on each dialect."""

import uuid
from collections.abc import Generator
from pathlib import Path

import pytest
from tests.cloud.postgres_server import create_database, postgres_server


@pytest.fixture(scope="session")
def postgres() -> Generator[str]:
    with postgres_server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
    return await create_database(request.getfixturevalue("postgres"), f"test-{uuid.uuid4().hex}")
