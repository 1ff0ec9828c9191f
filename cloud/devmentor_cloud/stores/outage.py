"""Which failures are not mistakes of our code: a store is away, or cannot keep what it was given."""

from typing import Final

from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

_OUTAGES: Final = (
    ConnectionError,  # asyncpg leaves a refused connection as the system's own error
    InterfaceError,
    OperationalError,
    PoolTimeoutError,
    RedisConnectionError,
    RedisTimeoutError,
)
_UNSTORABLE: Final = frozenset({"22021", "22P05"})
"""PostgreSQL's codes for characters that it has no place for: NUL, before all."""


def is_outage(error: BaseException) -> bool:
    """Whether trying again later may help."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    return isinstance(error, _OUTAGES)


def is_unstorable(error: BaseException) -> bool:
    """Whether a text has a character that the database cannot keep."""
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", "") in _UNSTORABLE
