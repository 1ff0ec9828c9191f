"""A store that cannot be used is named, with what to do."""

from pathlib import Path

import pytest
from sqlalchemy import text

from devmentor_cloud.stores.database import Database
from devmentor_cloud.stores.opening import open_database, open_redis
from devmentor_cloud.supervisor import CannotStart


async def test_a_database_is_brought_up_to_date(empty_database_url: str) -> None:
    database = await open_database(empty_database_url)
    async with database.reading() as session:
        assert await session.scalar(text("SELECT count(*) FROM projects")) == 0
    await database.close()


async def test_a_database_server_that_is_not_there_is_named_by_its_variable() -> None:
    with pytest.raises(CannotStart, match="DEVMENTOR_DATABASE_URL") as refusal:
        await open_database("postgresql+asyncpg://me:hunter2@127.0.0.1:1/none")

    assert "hunter2" not in str(refusal.value)


async def test_a_database_that_does_not_exist_is_said_not_to(postgres: str) -> None:
    with pytest.raises(CannotStart, match='database "none" does not exist'):
        await open_database(f"{postgres}/none")


async def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("These are notes, and many of them." * 50)

    with pytest.raises(CannotStart, match="file is not a database"):
        await open_database(f"sqlite+aiosqlite:///{tmp_path / 'notes.db'}")


async def test_a_database_of_a_newer_devmentor_is_left_alone(empty_database_url: str) -> None:
    database = await open_database(empty_database_url)
    async with database.writing() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await database.close()

    with pytest.raises(CannotStart, match="newer DevMentor"):
        await open_database(empty_database_url)

    database = Database(empty_database_url)
    async with database.reading() as session:
        assert await session.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
    await database.close()


async def test_a_redis_that_is_not_there_is_named_by_its_variable() -> None:
    with pytest.raises(CannotStart, match="DEVMENTOR_REDIS_URL"):
        await open_redis("redis://:hunter2@127.0.0.1:1")


@pytest.mark.parametrize("rest", ["h:port/db", "[::1/db", ""])
async def test_what_is_no_url_is_named_by_its_variable(rest: str) -> None:
    with pytest.raises(CannotStart, match="DEVMENTOR_DATABASE_URL"):
        await open_database(f"postgresql+asyncpg://me:hunter2@{rest}")
    with pytest.raises(CannotStart, match="DEVMENTOR_REDIS_URL"):
        await open_redis(f"redis://me:hunter2@{rest or 'h:port'}")
