"""The database: SQLite or PostgreSQL by URL, sessions to read and sessions to write.

The two kinds of session are different types, so that a query that only reads says so and can go to
a replica. A service never commits: the session's block, or the request it is given to, does.
"""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Annotated, Any, Final

from fastapi import Depends, Request
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

_BUSY_SECONDS: Final = 10
_PAUSE_SECONDS: Final = 0.05
_SQLITE_PRAGMAS = (
    f"PRAGMA busy_timeout={_BUSY_SECONDS * 1000}",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
)
_WRITES: Final = "devmentor_writes"
_MIGRATION_LOCK: Final = text(
    "SELECT pg_advisory_xact_lock(7239461)"
)  # any number, always the same


class ReadSession(AsyncSession):
    """A session for queries that change nothing."""


class WriteSession(ReadSession):
    """A session that its owner commits; it reads its own writes."""


class Database:
    """One engine and its sessions."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._writing_engine = self.engine.execution_options(**{_WRITES: True})
        self._readers = async_sessionmaker(self.engine, class_=ReadSession, expire_on_commit=False)
        self._writers = async_sessionmaker(
            self._writing_engine, class_=WriteSession, expire_on_commit=False
        )

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.engine.dialect.name

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[ReadSession]:
        """A session that changes nothing."""
        async with self._readers() as session:
            yield session

    @asynccontextmanager
    async def writing(self) -> AsyncGenerator[WriteSession]:
        """A unit of work: committed at the end of the block, rolled back when it raises."""
        async with self._writers() as session, session.begin():
            yield session

    @asynccontextmanager
    async def migrating(self) -> AsyncGenerator[AsyncConnection]:
        """A transaction in which tables may change; another tier that starts now waits for it."""
        async with self._writing_engine.connect() as connection:
            await _check_foreign_keys(connection, on=False)
            try:
                async with connection.begin():
                    if self.dialect == "postgresql":
                        await connection.execute(_MIGRATION_LOCK)
                    yield connection
            finally:
                await _check_foreign_keys(connection, on=True)

    async def ping(self) -> None:
        """Raise when the database does not answer."""
        async with self.engine.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def _engine(url: str) -> AsyncEngine:
    if make_url(url).get_backend_name() == "sqlite":
        engine = create_async_engine(url)
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
        return engine
    # 15 connections served more than 100 on two cores; the pool may grow to the blueprint's 100.
    return create_async_engine(url, pool_size=15, max_overflow=85, pool_pre_ping=True)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver would begin only before the first change
    connection.run_async(_set_pragmas)


async def _set_pragmas(driver: Any) -> None:
    for pragma in _SQLITE_PRAGMAS:
        await driver.execute(pragma)
    # Two that open a new database together would wait for each other here: SQLite does not let
    # them, whatever the timeout, and says at once that the database is locked.
    async with asyncio.timeout(_BUSY_SECONDS):
        while not await _keeps_a_log(driver):
            await asyncio.sleep(_PAUSE_SECONDS)


async def _keeps_a_log(driver: Any) -> bool:
    try:
        await driver.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def _begin_sqlite(connection: Connection) -> None:
    """Begin for real. A writer takes the lock at once: taking it after a read would fail if
    another had written in between.
    """
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


async def _check_foreign_keys(connection: AsyncConnection, *, on: bool) -> None:
    """SQLite changes a table by making it anew: dropping the old one would delete what refers to it.

    It listens to this only outside of a transaction, hence the driver's own connection.
    """
    if connection.dialect.name != "sqlite":
        return
    driver = (await connection.get_raw_connection()).driver_connection
    assert driver
    await driver.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


async def _reader(request: Request) -> AsyncGenerator[ReadSession]:
    database: Database = request.app.state.resources.database
    async with database.reading() as session:
        yield session


async def _unit_of_work(request: Request) -> AsyncGenerator[WriteSession]:
    database: Database = request.app.state.resources.database
    async with database.writing() as session:
        yield session


Reader = Annotated[ReadSession, Depends(_reader, scope="function")]
"""An endpoint's parameter: a session to read with."""

UnitOfWork = Annotated[WriteSession, Depends(_unit_of_work, scope="function")]
"""An endpoint's parameter: a session committed before the answer is sent (hence the scope)."""
