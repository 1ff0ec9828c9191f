"""Durable events: on disk before `append` returns, gone only when the tier has said so.

Several editors may share the file; sending an event twice is harmless, because its id counts it once.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import aiosqlite

from devmentor_protocol.events import Event

MAX_EVENTS: Final = 100_000
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    refused TEXT
);
"""


class OutboxFailed(OSError):
    """An event could not be kept; the message says why and what to do."""


class Outbox:
    """The events that wait for a tier, oldest first."""

    def __init__(self, database: aiosqlite.Connection, *, durable: bool) -> None:
        self._database = database
        self.durable = durable
        """False when the disk cannot be written and events live in memory only."""

    @classmethod
    async def open(cls, path: Path) -> "Outbox":
        """Open the outbox at a path, or one in memory where that cannot be written."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            return cls(await _connect(str(path)), durable=True)
        except (OSError, sqlite3.Error):
            return cls(await _connect(":memory:"), durable=False)

    async def append(self, event: Event) -> None:
        """Keep an event. Raises `OutboxFailed` when the disk is full or too many wait."""
        if await self.count() >= MAX_EVENTS:
            raise OutboxFailed(
                f"{MAX_EVENTS} events wait for a tier. Connect to one to deliver them."
            )
        insert = "INSERT OR IGNORE INTO events (id, body) VALUES (?, ?)"
        try:
            await self._database.execute(insert, (event.id, event.model_dump_json()))
            await self._database.commit()
        except sqlite3.Error as error:
            await self._database.rollback()
            raise OutboxFailed(
                f"An event could not be kept: {error}. Free some disk space."
            ) from None

    async def oldest(self, limit: int) -> list[Event]:
        """The next events to send."""
        query = "SELECT body FROM events WHERE refused IS NULL ORDER BY seq LIMIT ?"
        rows = await self._database.execute_fetchall(query, (limit,))
        return [Event.model_validate_json(row[0]) for row in rows]

    async def delivered(self, ids: Iterable[str]) -> None:
        """Drop events that the tier has."""
        marks = [(id_,) for id_ in ids]
        await self._database.executemany("DELETE FROM events WHERE id = ?", marks)
        await self._database.commit()

    async def set_aside(self, id_: str, reason: str) -> None:
        """Stop sending an event that will never be taken; it stays for people to look at."""
        update = "UPDATE events SET refused = ? WHERE id = ?"
        await self._database.execute(update, (reason, id_))
        await self._database.commit()

    async def count(self) -> int:
        """How many events wait."""
        query = "SELECT COUNT(*) FROM events WHERE refused IS NULL"
        [row] = await self._database.execute_fetchall(query)
        return int(row[0])

    async def close(self) -> None:
        """Close the file."""
        await self._database.close()


async def _connect(path: str) -> aiosqlite.Connection:
    database = await aiosqlite.connect(path)
    try:
        await database.execute("PRAGMA journal_mode=WAL")
        await database.execute("PRAGMA synchronous=FULL")
        await database.execute("PRAGMA busy_timeout=5000")
        await database.executescript(_SCHEMA)
        await database.commit()
    except BaseException:
        await database.close()
        raise
    return database
