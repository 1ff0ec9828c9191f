"""Durable events: on disk before `append` returns, gone only when the tier has said so.

Several editors may share the file; sending an event twice is harmless, because its id counts it once.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncGenerator, Iterable
from pathlib import Path
from typing import Final

import aiosqlite
from pydantic import ValidationError

from devmentor_protocol.events import Event

MAX_EVENTS: Final = 100_000
MAX_SET_ASIDE: Final = 1_000
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    refused TEXT
);
CREATE INDEX IF NOT EXISTS waiting ON events (seq) WHERE refused IS NULL;
"""
_FORGET_OLDEST_REFUSED: Final = """
DELETE FROM events WHERE refused IS NOT NULL AND seq <= (
    SELECT seq FROM events WHERE refused IS NOT NULL ORDER BY seq DESC LIMIT 1 OFFSET ?
)
"""


class OutboxFailed(OSError):
    """An event could not be kept; the message says why and what to do."""


class Outbox:
    """The events that wait for a tier, oldest first."""

    def __init__(self, database: aiosqlite.Connection, *, durable: bool) -> None:
        self._database = database
        self._one_at_a_time = asyncio.Lock()  # a connection has one transaction, tasks are many
        self._closed = False
        self.durable = durable
        """False when the disk cannot be written and events live in memory only."""

        self.waiting = 0
        """How many events waited when the file was last looked at from here."""

    @classmethod
    async def open(cls, path: Path) -> "Outbox":
        """Open the outbox at a path, or one in memory where that cannot be written."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            outbox = cls(await _connect_or_begin_anew(path), durable=True)
        except (OSError, sqlite3.Error):
            outbox = cls(await _connect(":memory:"), durable=False)
        outbox.waiting = await outbox.count()
        return outbox

    async def append(self, event: Event) -> None:
        """Keep an event. Raises `OutboxFailed` when the disk is full or too many wait."""
        insert = "INSERT OR IGNORE INTO events (id, body) VALUES (?, ?)"
        async with self._changing():
            if self.waiting >= MAX_EVENTS:
                message = f"{MAX_EVENTS} events wait for a tier. Connect to one to deliver them."
                raise OutboxFailed(message)
            await self._database.execute(insert, (event.id, event.model_dump_json()))

    async def oldest(self, limit: int) -> list[Event]:
        """The next events to send; one that cannot be read any more is set aside."""
        query = "SELECT id, body FROM events WHERE refused IS NULL ORDER BY seq LIMIT ?"
        async with self._one_at_a_time:
            rows = list(await self._database.execute_fetchall(query, (limit,)))
            self.waiting = await self.count()  # another editor may have delivered, or added, some
        events: list[Event] = []
        for id_, body in rows:
            try:
                events.append(Event.model_validate_json(body))
            except ValidationError:
                await self.set_aside(id_, "written by another version, which can read it")
        return events if events or not rows else await self.oldest(limit)

    async def delivered(self, ids: Iterable[str]) -> None:
        """Drop events that the tier has. Raises `OutboxFailed`."""
        marks = [(id_,) for id_ in ids]
        async with self._changing():
            await self._database.executemany("DELETE FROM events WHERE id = ?", marks)

    async def set_aside(self, id_: str, reason: str) -> None:
        """Stop sending an event that will never be taken; people can look at the latest of them."""
        update = "UPDATE events SET refused = ? WHERE id = ?"
        async with self._changing():
            await self._database.execute(update, (reason, id_))
            await self._database.execute(_FORGET_OLDEST_REFUSED, (MAX_SET_ASIDE,))

    async def count(self) -> int:
        """How many events wait."""
        query = "SELECT COUNT(*) FROM events WHERE refused IS NULL"
        [row] = await self._database.execute_fetchall(query)
        return int(row[0])

    async def close(self) -> None:
        """Close the file, once what is being written is written."""
        async with self._one_at_a_time:
            self._closed = True
            await self._database.close()

    @contextlib.asynccontextmanager
    async def _changing(self) -> AsyncGenerator[None]:
        """One transaction: on disk when the block has ended, or not at all."""
        async with self._one_at_a_time:
            if self._closed:
                raise OutboxFailed("DevMentor is stopping: the outbox of events is closed.")
            try:
                yield
                await self._database.commit()
                self.waiting = await self.count()
            except sqlite3.Error as error:
                with contextlib.suppress(sqlite3.Error):  # SQLite may have rolled back by itself
                    await self._database.rollback()
                message = f"The outbox of events cannot be written: {error}. Free some disk space."
                raise OutboxFailed(message) from None
            except BaseException:  # cancelled half-way: an open transaction locks others out
                await self._database.rollback()
                raise


async def _connect_or_begin_anew(path: Path) -> aiosqlite.Connection:
    try:
        return await _connect(str(path))
    except sqlite3.OperationalError:  # locked, full or not writable: the file may be sound
        raise
    except sqlite3.DatabaseError:
        path.replace(path.with_suffix(".damaged"))
        return await _connect(str(path))


async def _connect(path: str) -> aiosqlite.Connection:
    database = aiosqlite.connect(path)
    # A program that ends without `close` must not wait for this thread for ever.
    database._thread.daemon = True  # pyright: ignore[reportPrivateUsage] - there is no other way
    await database
    try:
        await database.execute("PRAGMA busy_timeout=5000")
        await database.execute("PRAGMA journal_mode=WAL")
        await database.execute("PRAGMA synchronous=FULL")
        await database.executescript(_SCHEMA)
        await database.execute("PRAGMA user_version=1")  # a write: can it be written at all?
        await database.commit()
    except BaseException:
        await database.close()
        raise
    return database
