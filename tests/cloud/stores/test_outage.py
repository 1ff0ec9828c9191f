"""Which failures are a store's absence."""

import pytest
from redis.exceptions import RedisError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from devmentor_cloud.stores.database import Database
from devmentor_cloud.stores.outage import is_outage, is_unstorable
from devmentor_cloud.stores.redis import ping, redis_client


async def test_a_database_that_is_away_is_an_outage() -> None:
    database = Database("postgresql+asyncpg://nobody@127.0.0.1:1/none")

    with pytest.raises((OSError, SQLAlchemyError)) as failure:
        await database.ping()
    await database.close()

    assert is_outage(failure.value)


async def test_a_redis_that_is_away_is_an_outage() -> None:
    client = redis_client("redis://127.0.0.1:1")

    with pytest.raises(RedisError) as failure:
        await ping(client)
    await client.aclose()

    assert is_outage(failure.value)


async def test_a_connection_that_the_server_ended_is_an_outage(postgres: str) -> None:
    database = Database(f"{postgres}/postgres")

    with pytest.raises(SQLAlchemyError) as failure:
        async with database.reading() as session:
            await session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
            await session.execute(text("SELECT 1"))
    await database.close()

    assert is_outage(failure.value)


async def test_a_mistake_of_ours_is_none(postgres: str) -> None:
    database = Database(f"{postgres}/postgres")

    with pytest.raises(SQLAlchemyError) as failure:
        async with database.reading() as session:
            await session.execute(text("SELECT * FROM nothing_of_this_name"))
    await database.close()

    assert not is_outage(failure.value)


async def test_a_character_that_has_no_place_is_neither_outage_nor_mistake(postgres: str) -> None:
    database = Database(f"{postgres}/postgres")

    with pytest.raises(SQLAlchemyError) as failure:
        async with database.reading() as session:
            await session.execute(text("SELECT CAST(:given AS text)"), {"given": "sh\0op"})
    await database.close()

    assert is_unstorable(failure.value)
    assert not is_outage(failure.value)
