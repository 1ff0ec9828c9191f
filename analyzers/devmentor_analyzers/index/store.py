"""The database of an index: opened, made anew when it cannot be used, in memory when it must be."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from devmentor_analyzers.index import schema

_PATIENCE_SECONDS = 10
"""How long a statement waits for another connection's transaction."""

IN_MEMORY = "; this run keeps it in memory"
_REBUILT = "was made by another version of DevMentor; it is made anew"
_DAMAGED = "is damaged ({error}); it is made anew"


@dataclass(frozen=True, slots=True)
class Store:
    """An open index. `path` is None for one that lives in memory and ends with this process."""

    connection: sqlite3.Connection
    path: Path | None
    note: str = ""
    """What people should know about how it was opened; empty when all is well."""

    def close(self) -> None:
        """Let go of the database."""
        self.connection.close()


def open_for_writing(path: Path) -> Store:
    """Open or make the database; the caller holds the writer's lock. Never raises.

    One that is damaged or of another version is made anew, one that cannot be written is replaced
    by one in memory.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        note = _unusable(path)
        if note:
            remove(path)
        connection = _connect(path)
        connection.execute("PRAGMA journal_mode = WAL")
        if not schema.fits(connection):
            schema.create(connection)
        path.chmod(0o600)
    except (OSError, sqlite3.Error) as error:
        return in_memory(f"cannot be kept in {path.parent} ({error}){IN_MEMORY}")
    return Store(connection, path, note)


def open_for_reading(path: Path) -> Store | None:
    """Open what is there, without waiting for writers; None when there is nothing to read."""
    if not _size(path) or _unusable(path):  # it is empty until the first writer has written
        return None
    return Store(_connect(path), path)


def in_memory(note: str = "") -> Store:
    """An index for this run alone."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.create(connection)
    return Store(connection, None, note)


def remove(path: Path) -> None:
    """Delete a database and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def damage(error: sqlite3.Error) -> str | None:
    """What to say of an error that means a damaged file; None for one that means anything else."""
    is_damage = isinstance(error, sqlite3.DatabaseError) and type(error) is sqlite3.DatabaseError
    return _DAMAGED.format(error=error) if is_damage else None


def _unusable(path: Path) -> str:
    """Why an existing file cannot be used; empty when it can, or when there is none."""
    try:
        if not _size(path):
            return ""
        with closing(_connect(path)) as connection:
            return "" if schema.fits(connection) else _REBUILT
    except FileNotFoundError:
        return ""
    except sqlite3.DatabaseError as error:
        return damage(error) or ""


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=_PATIENCE_SECONDS)
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection
