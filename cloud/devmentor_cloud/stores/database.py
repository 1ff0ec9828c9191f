"""The database: SQLite or PostgreSQL by URL, sessions to read and sessions to write.

The two kinds of session are different types, so that a query that only reads says so and can go to
a replica. A service never commits: the session's block, or the request it is given to, does.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA busy_timeout=10000",
    "PRAGMA foreign_keys=ON",
)


class ReadSession(AsyncSession):
    """A session for queries that change nothing."""


class WriteSession(ReadSession):
    """A session that its owner commits; it reads its own writes."""


class Database:
    """One engine and its sessions."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._readers = async_sessionmaker(self.engine, class_=ReadSession, expire_on_commit=False)
        self._writers = async_sessionmaker(self.engine, class_=WriteSession, expire_on_commit=False)

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
        return engine
    # 15 connections served more than 100 on two cores; the pool may grow to the blueprint's 100.
    return create_async_engine(url, pool_size=15, max_overflow=85, pool_pre_ping=True)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in _SQLITE_PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


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
