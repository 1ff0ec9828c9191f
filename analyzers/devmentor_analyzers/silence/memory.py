"""What is remembered about silence: rules a user muted everywhere, and hints that were shown.

One small database for all editors of a user. It is a convenience: when it is damaged it starts
anew, and when it cannot be written the session remembers on its own.
"""

import logging
import sqlite3
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import TypeVar

from devmentor_analyzers.silence.budget import HOUR
from devmentor_analyzers.silence.repository import Stamp, stamps
from devmentor_protocol.runtime import data_folder

_log = logging.getLogger(__name__)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS muted (rule TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS shown (
    file TEXT, mark TEXT, at REAL, PRIMARY KEY (file, mark)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS shown_at ON shown (at);
"""
_KEPT_SECONDS = 90 * 24 * HOUR
_WAIT_SECONDS = 2.0
"""For another editor that is writing."""

ResultT = TypeVar("ResultT")


def memory_path() -> Path:
    """The database of this user."""
    return data_folder() / "silence.sqlite3"


class Memory:
    """Every method blocks for some milliseconds and may be called from any thread."""

    def __init__(self, path: Path, now: Callable[[], float] = time.time) -> None:
        self._path = path
        self._now = now
        self._lock = Lock()
        self._spare: sqlite3.Connection | None = None
        self._muted: tuple[Stamp, frozenset[str]] | None = None

    def muted(self) -> frozenset[str]:
        """The rules muted everywhere, those included that another process muted just now."""
        current = stamps(self._path)
        if self._muted is None or self._muted[0] != current:
            found = self._ask(_read_muted) if current[0] or self._spare else frozenset[str]()
            self._muted = current, found
        return self._muted[1]

    def mute(self, rule: str) -> None:
        """Mute a rule everywhere."""
        self._ask(lambda db: db.execute("INSERT OR IGNORE INTO muted VALUES (?)", (rule,)))
        self._muted = None

    def unmute(self, rule: str) -> bool:
        """Take that back; tell whether it was muted."""
        count = self._ask(
            lambda db: db.execute("DELETE FROM muted WHERE rule = ?", (rule,)).rowcount
        )
        self._muted = None
        return count > 0

    def shown(self, file: str, marks: Iterable[str]) -> set[str]:
        """Those of the marks that were shown before."""
        wanted = list(marks)
        return self._ask(lambda db: _shown(db, file, wanted))

    def admit(self, file: str, marks: Sequence[str], per_hour: int) -> set[str]:
        """Note as many as may come up now, the first ones first, and return them."""

        def work(db: sqlite3.Connection) -> set[str]:
            now = self._now()
            recent = "SELECT count(*) FROM shown WHERE at > ?"
            (count,) = db.execute(recent, (now - HOUR,)).fetchone()
            taken = marks[: max(0, per_hour - count)]
            rows = ((file, mark, now) for mark in taken)
            db.executemany("INSERT OR IGNORE INTO shown VALUES (?, ?, ?)", rows)
            db.execute("DELETE FROM shown WHERE at < ?", (now - _KEPT_SECONDS,))
            return set(taken)

        return self._ask(work) if marks and per_hour > 0 else set()

    def follow(self, file: str, moved: Iterable[tuple[str, str]]) -> None:
        """Note that hints shown before look different now: they count as the same."""
        rows = [(new, file, old) for old, new in moved]
        sql = "UPDATE OR REPLACE shown SET mark = ? WHERE file = ? AND mark = ?"
        if rows:
            self._ask(lambda db: db.executemany(sql, rows))

    def _ask(self, work: Callable[[sqlite3.Connection], ResultT]) -> ResultT:
        with self._lock:
            try:
                with _transaction(self._path) as database:
                    return work(database)
            except (sqlite3.OperationalError, OSError) as error:  # read-only, full, locked too long
                _log.info("what is silenced is kept for this session only: %s", error)
            except sqlite3.DatabaseError as error:
                _log.warning("%s is damaged and starts anew: %s", self._path, error)
                return self._anew(work)
            return self._in_session(work)

    def _anew(self, work: Callable[[sqlite3.Connection], ResultT]) -> ResultT:
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        try:
            with _transaction(self._path) as database:
                return work(database)
        except (sqlite3.Error, OSError):
            return self._in_session(work)

    def _in_session(self, work: Callable[[sqlite3.Connection], ResultT]) -> ResultT:
        if self._spare is None:
            self._spare = sqlite3.connect(":memory:", check_same_thread=False)
            self._spare.executescript(_SCHEMA)
        return work(self._spare)


@contextmanager
def _transaction(path: Path) -> Generator[sqlite3.Connection]:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
    with closing(connection) as database:
        database.execute("PRAGMA synchronous = NORMAL")
        if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'shown_at'").fetchone():
            database.executescript(_SCHEMA)
        database.execute("BEGIN IMMEDIATE")
        try:
            yield database
        except BaseException:
            database.execute("ROLLBACK")
            raise
        database.execute("COMMIT")


def _read_muted(database: sqlite3.Connection) -> frozenset[str]:
    return frozenset(rule for (rule,) in database.execute("SELECT rule FROM muted"))


def _shown(database: sqlite3.Connection, file: str, marks: Iterable[str]) -> set[str]:
    rows = database.execute("SELECT mark FROM shown WHERE file = ?", (file,))
    return {mark for (mark,) in rows}.intersection(marks)
