"""Open the stores when the tier starts; a store that cannot be used is said to be so, by its variable."""

import asyncio
from typing import Final

from alembic.util import CommandError
from asyncpg import PostgresError  # pyright: ignore[reportMissingTypeStubs] - it has none
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from devmentor_cloud.stores.database import Database
from devmentor_cloud.stores.migrate import upgrade
from devmentor_cloud.stores.redis import ping, redis_client
from devmentor_cloud.supervisor import CannotStart

_ANSWER_SECONDS: Final = 10.0


async def open_database(url: str) -> Database:
    """Connect and bring the tables up to date. Raises `CannotStart`."""
    try:
        database = Database(url)
    except (ValueError, SQLAlchemyError):
        raise CannotStart("DEVMENTOR_DATABASE_URL is not the URL of a database.") from None
    try:
        async with asyncio.timeout(_ANSWER_SECONDS):
            await database.ping()
        await upgrade(database)
    except CommandError:
        await database.close()
        raise CannotStart(
            "The database was made by a newer DevMentor than this one. Update DevMentor, or set "
            "DEVMENTOR_DATABASE_URL to another database."
        ) from None
    except (OSError, PostgresError, SQLAlchemyError) as error:  # a TimeoutError is an OSError
        await database.close()
        raise CannotStart(
            f"The database cannot be used: {_reason(error)}. Check DEVMENTOR_DATABASE_URL."
        ) from None
    return database


async def open_redis(url: str) -> Redis:
    """Connect. Raises `CannotStart`."""
    try:
        redis = redis_client(url)
    except ValueError:
        raise CannotStart("DEVMENTOR_REDIS_URL is not the URL of a Redis server.") from None
    try:
        async with asyncio.timeout(_ANSWER_SECONDS):
            await ping(redis)
    except (OSError, RedisError) as error:
        await redis.aclose()
        raise CannotStart(
            f"Redis cannot be used: {_reason(error)}. Check DEVMENTOR_REDIS_URL."
        ) from None
    return redis


def _reason(error: Exception) -> str:
    """What the store or the system says, without the statement that was tried."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        return str(error.orig).rpartition(">: ")[2].rstrip(".")
    if isinstance(error, TimeoutError) and not str(error):
        return f"it does not answer within {_ANSWER_SECONDS:.0f} seconds"
    return str(error).rstrip(".") or type(error).__name__
