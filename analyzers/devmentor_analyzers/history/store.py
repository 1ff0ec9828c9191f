"""What was read from git, kept beside the index, so that next time only new commits are read."""

import contextlib
import sqlite3
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from devmentor_analyzers.history.log import LoggedCommit
from devmentor_analyzers.index.place import database_path

_VERSION = 1
"""Raised with every change of the tables: what was kept is read anew."""

_APPLICATION = 0x444D4849
"""Marks the file as ours (SQLite's `application_id`): "DMHI"."""

_PATIENCE_SECONDS = 10
_TABLES = """
CREATE TABLE people (id INTEGER PRIMARY KEY, name BLOB NOT NULL, email BLOB NOT NULL, UNIQUE (name, email));
CREATE TABLE paths (id INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE);
CREATE TABLE commits (
    id INTEGER PRIMARY KEY,
    sha BLOB NOT NULL UNIQUE,
    time INTEGER NOT NULL,
    author INTEGER NOT NULL REFERENCES people(id)
);
-- `before` is what the file was called until this commit, if it was renamed.
CREATE TABLE touches (
    "commit" INTEGER NOT NULL,
    path INTEGER NOT NULL,
    before INTEGER,
    PRIMARY KEY ("commit", path)
) WITHOUT ROWID;
-- How complex a text is, by a hash of its language and bytes.
CREATE TABLE complexities (content BLOB PRIMARY KEY, complexity INTEGER NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class KeptCommit:
    """A commit as it is kept: people and files are numbers."""

    time: int
    author: int
    touches: tuple[tuple[int, int | None], ...]
    """File, and what it was called before."""


class Store:
    """An open store. Several processes may write at once: a commit never changes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def unread(self, commits: Sequence[str]) -> list[str]:
        """Those commits that are not kept, in their order."""
        self._want(commits)
        rows = self._connection.execute(
            "SELECT lower(hex(wanted.sha)) FROM wanted LEFT JOIN commits USING (sha)"
            " WHERE commits.id IS NULL ORDER BY place"
        )
        return [sha for (sha,) in rows]

    def keep(self, commits: Iterable[LoggedCommit]) -> None:
        """Keep some commits, all or none."""
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            for commit in commits:
                self._keep(commit)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise

    def commits(self, commits: Sequence[str]) -> Generator[KeptCommit]:
        """Those of the commits that are kept, in their order."""
        self._want(commits)
        rows = self._connection.execute(
            "SELECT commits.id, time, author, path, before FROM wanted JOIN commits USING (sha)"
            ' LEFT JOIN touches ON touches."commit" = commits.id ORDER BY place'
        )
        last, head, touches = None, (0, 0), list[tuple[int, int | None]]()
        for number, time, author, path, before in rows:
            if number != last and last is not None:
                yield KeptCommit(*head, tuple(touches))
                touches = []
            last, head = number, (time, author)
            if path is not None:
                touches.append((path, before))
        if last is not None:
            yield KeptCommit(*head, tuple(touches))

    def paths(self) -> dict[int, bytes]:
        """Every file that is known, by number."""
        return dict(self._connection.execute("SELECT id, name FROM paths"))

    def people(self) -> dict[int, tuple[bytes, bytes]]:
        """Everybody's name and address as they were written, by number."""
        rows = self._connection.execute("SELECT id, name, email FROM people")
        return {number: (name, email) for number, name, email in rows}

    def complexity(self, content: bytes) -> int | None:
        """How complex a text is, if it was measured before."""
        row = self._connection.execute(
            "SELECT complexity FROM complexities WHERE content = ?", (content,)
        ).fetchone()
        return row[0] if row else None

    def keep_complexity(self, content: bytes, complexity: int) -> None:
        """Keep what was measured."""
        self._connection.execute(
            "INSERT OR IGNORE INTO complexities VALUES (?, ?)", (content, complexity)
        )

    def _keep(self, commit: LoggedCommit) -> None:
        author = self._number("people", "name = ? AND email = ?", (commit.name, commit.email))
        added = self._connection.execute(
            "INSERT OR IGNORE INTO commits (sha, time, author) VALUES (?, ?, ?)",
            (bytes.fromhex(commit.sha), commit.when, author),
        )
        if not added.rowcount:
            return  # another process was quicker
        number = added.lastrowid
        rows = [
            (number, self._path(touch.path), self._path(touch.before) if touch.before else None)
            for touch in commit.touches
        ]
        self._connection.executemany("INSERT OR IGNORE INTO touches VALUES (?, ?, ?)", rows)

    def _path(self, name: bytes) -> int:
        return self._number("paths", "name = ?", (name,))

    def _number(self, table: str, condition: str, values: tuple[bytes, ...]) -> int:
        """The number of a row, made when it is new."""
        find = f"SELECT id FROM {table} WHERE {condition}"
        if row := self._connection.execute(find, values).fetchone():
            return row[0]
        columns = "name, email" if len(values) == 2 else "name"
        marks = ", ".join("?" * len(values))
        made = self._connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)
        assert made.lastrowid is not None
        return made.lastrowid

    def _want(self, commits: Sequence[str]) -> None:
        self._connection.execute("DROP TABLE IF EXISTS temp.wanted")
        self._connection.execute("CREATE TEMP TABLE wanted (place INTEGER PRIMARY KEY, sha BLOB)")
        self._connection.execute("BEGIN")
        rows = ((place, bytes.fromhex(sha)) for place, sha in enumerate(commits))
        self._connection.executemany("INSERT INTO temp.wanted VALUES (?, ?)", rows)
        self._connection.execute("COMMIT")


def store_path(root: Path) -> Path:
    """Where the history of a repository is kept: in the user's data folder, beside its index."""
    return database_path(root).with_suffix(".history.db")


@contextlib.contextmanager
def opened(path: Path) -> Generator[Store]:
    """Open or make a store.

    One that is damaged or of another version is made anew; what cannot be written is kept in
    memory for this time.
    """
    connection = _connection(path)
    try:
        yield Store(connection)
    finally:
        connection.close()


def _connection(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            return _prepared(path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # damaged
            remove(path)
            return _prepared(path)
    except (OSError, sqlite3.Error):
        return _made(sqlite3.connect(":memory:", isolation_level=None))


def remove(path: Path) -> None:
    """Delete a store and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _prepared(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=_PATIENCE_SECONDS)
    try:
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA journal_mode = WAL")
        marks = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _MARKS]
        if marks == [0, 0]:
            _made(connection)
            path.chmod(0o600)
        elif marks != list(_MARKS.values()):
            raise sqlite3.DatabaseError("of another version")
        connection.execute("SELECT count(*) FROM commits").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


_MARKS = {"application_id": _APPLICATION, "user_version": _VERSION}


def _made(connection: sqlite3.Connection) -> sqlite3.Connection:
    marks = " ".join(f"PRAGMA {name} = {value};" for name, value in _MARKS.items())
    tables = _TABLES.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS")  # two begin at once
    connection.executescript(f"BEGIN IMMEDIATE; {tables} {marks} COMMIT;")
    return connection
