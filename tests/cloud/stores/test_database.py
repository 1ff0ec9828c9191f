"""Sessions and units of work, on both dialects."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from devmentor_cloud.auth.models import User
from devmentor_cloud.stores.database import Database
from devmentor_cloud.stores.migrate import upgrade


async def count(database: Database) -> int:
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(User)) or 0


async def test_a_unit_of_work_is_kept_as_a_whole_or_not_at_all(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    await upgrade(database)

    async with database.writing() as session:
        session.add(User(name="kept"))
    with pytest.raises(RuntimeError):
        async with database.writing() as session:
            session.add(User(name="lost"))
            await session.flush()
            raise RuntimeError("the request failed")
    kept = await count(database)
    await database.close()

    assert kept == 1


async def test_a_new_file_that_somebody_else_is_writing_is_waited_for(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "new.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'new.db'}")

    opening = asyncio.create_task(database.ping())
    await asyncio.sleep(0.2)
    assert not opening.done()
    other.execute("ROLLBACK")
    await opening

    async with database.reading() as session:
        assert await session.scalar(text("PRAGMA journal_mode")) == "wal"
    await database.close()
    other.close()


async def test_many_writers_wait_for_each_other(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    await upgrade(database)

    async def write(number: int) -> None:
        async with database.writing() as session:
            session.add(User(name=f"user {number}"))

    await asyncio.gather(*(write(number) for number in range(30)))
    written = await count(database)
    await database.close()

    assert written == 30


async def test_writers_see_what_others_wrote_before_them(empty_database_url: str) -> None:
    """Read, then write by what was read: on SQLite a lock taken too late would be refused."""
    database = Database(empty_database_url)
    await upgrade(database)

    async def add_next() -> None:
        async with database.writing() as session:
            if database.dialect == "postgresql":
                await session.execute(text("LOCK TABLE users IN EXCLUSIVE MODE"))
            number = await session.scalar(select(func.count()).select_from(User))
            await asyncio.sleep(0)
            session.add(User(name=f"user {number}"))

    await asyncio.gather(*(add_next() for _ in range(20)))
    written = await count(database)
    await database.close()

    assert written == 20


async def test_a_failure_inside_a_savepoint_leaves_the_rest(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    await upgrade(database)

    async with database.writing() as session:
        session.add(User(name="ann"))
        await session.flush()
        with pytest.raises(IntegrityError):
            async with session.begin_nested():
                session.add(User(name="ann"))
        session.add(User(name="bob"))
    written = await count(database)
    await database.close()

    assert written == 2


async def test_a_reader_does_not_wait_for_a_writer(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    await upgrade(database)

    async with database.writing() as session:
        session.add(User(name="ann"))
        await session.flush()
        seen = await asyncio.wait_for(count(database), 5)
    await database.close()

    assert seen == 0


async def test_a_database_that_is_there_answers(empty_database_url: str) -> None:
    database = Database(empty_database_url)

    await database.ping()
    await database.close()


async def test_a_database_that_is_not_there_is_an_error() -> None:
    database = Database("postgresql+asyncpg://nobody@127.0.0.1:1/none")

    with pytest.raises(OSError):
        await database.ping()
    await database.close()
