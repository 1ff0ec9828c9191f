"""One writer at a time: a lock that the system lets go of however its holder ends."""

import sqlite3
import time
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path

_PAUSE_SECONDS = 0.1


class Busy(Exception):
    """Another process is writing this index."""


@contextmanager
def only_writer(path: Path, on_wait: Callable[[], bool]) -> Generator[None]:
    """Hold the lock of a database while the block runs.

    When another holds it, `on_wait` is asked again and again whether to wait on; `Busy` when it
    says no. SQLite's own lock on an empty file: it works on every system and outlives nobody.
    """
    with closing(
        sqlite3.connect(path.with_suffix(".lock"), isolation_level=None, timeout=0)
    ) as lock:
        while not _taken(lock):
            if not on_wait():
                raise Busy
            time.sleep(_PAUSE_SECONDS)
        yield


def _taken(lock: sqlite3.Connection) -> bool:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
