"""The index brought up to date with the disk: only what changed is read, what is gone goes."""

import hashlib
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from devmentor_analyzers.files import walk
from devmentor_analyzers.index.facts import facts
from devmentor_analyzers.index.store import Store
from devmentor_analyzers.index.writing import add_content, remove_content
from devmentor_analyzers.reading import Unreadable, read_snapshot
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.languages import language_of

_BATCH_SECONDS = 0.5
"""Work between two commits: what a kill may cost."""

_KEPT = 1_000
"""Texts that no file holds any more and are kept all the same: branches are switched back."""

_SETTLED_NS = 2_000_000_000
"""A file changed this recently may change again without a new time; it is looked at again."""


@dataclass(slots=True)
class Report:
    """What an update did, and what the index holds after it."""

    files: int = 0
    symbols: int = 0
    chunks: int = 0
    read: int = 0
    """Files whose text was new."""

    removed: int = 0
    skipped: Counter[str] = field(default_factory=Counter[str])
    """Reason → files, those of earlier runs included; folders that cannot be read as well."""

    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class _Seen:
    modified: int
    size: int


def update(
    store: Store,
    folder: Path,
    max_bytes: int,
    on_progress: Callable[[int, int], None] | None = None,
    is_held: Callable[[], bool] = lambda: False,
) -> Report:
    """Bring the index up to date; it may be killed at any time and goes on where it was.

    `on_progress` is told how many files of how many are done, at the start, now and then, and as
    soon as the update `is_held`; it may take its time, for nothing is locked meanwhile, and end the
    update by an exception. `sqlite3.DatabaseError` when the database is damaged.
    """
    started = time.monotonic()
    run = _Run(store.connection, folder, max_bytes, is_held)
    found, unreadable = _files(folder)
    try:
        run.read(found, on_progress)
        run.forget(found)
    finally:
        if store.connection.in_transaction:  # interrupted: the file at hand is half written
            store.connection.rollback()
    report = run.report
    _count(store.connection, report)
    if unreadable:
        report.skipped["folders that cannot be read"] = unreadable
    report.seconds = time.monotonic() - started
    return report


def is_complete(connection: sqlite3.Connection) -> bool:
    """Tell whether an update ever came to its end."""
    return connection.execute("SELECT 1 FROM facts WHERE name = 'complete'").fetchone() is not None


class _Run:
    def __init__(
        self,
        connection: sqlite3.Connection,
        folder: Path,
        max_bytes: int,
        is_held: Callable[[], bool],
    ) -> None:
        self._connection = connection
        self._folder = folder
        self._max_bytes = max_bytes
        self._is_held = is_held
        self.report = Report()
        rows = connection.execute("SELECT path, modified, size FROM files")
        self._known = {path: _Seen(modified, size) for path, modified, size in rows}

    def read(
        self, found: dict[bytes, Path], on_progress: Callable[[int, int], None] | None
    ) -> None:
        """Read what is new or changed, with a commit now and then."""
        for done in self._batches(found):
            if on_progress is not None:
                on_progress(done, len(found))

    def _batches(self, found: dict[bytes, Path]) -> Iterator[int]:
        yield 0
        begun = time.monotonic()
        self._connection.execute("BEGIN IMMEDIATE")
        for done, (name, path) in enumerate(found.items(), 1):
            self._look(name, path)
            if time.monotonic() - begun > _BATCH_SECONDS or self._is_held():
                self._connection.execute("COMMIT")
                yield done
                begun = time.monotonic()
                self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("COMMIT")
        yield len(found)

    def _look(self, name: bytes, path: Path) -> None:
        """Read one file if it looks changed; its row comes last: it is done or not done at all."""
        try:
            status = path.stat()
        except OSError:
            return  # gone since it was listed
        seen = _Seen(status.st_mtime_ns, status.st_size)
        if self._known.get(name) == seen:
            return
        content, reason = None, None
        try:
            content = self._content(name, read_snapshot(path, self._max_bytes))
        except Unreadable as error:
            reason = str(error).partition(":")[0]
        if time.time_ns() - seen.modified < _SETTLED_NS:
            seen = _Seen(0, 0)
        self._connection.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)",
            (name, seen.modified, seen.size, content, reason),
        )

    def _content(self, name: bytes, snapshot: Snapshot) -> int:
        language = snapshot.language
        data = b"\0".join((name, language.encode(), snapshot.text.encode("utf-8")))
        key = hashlib.blake2b(data, digest_size=20).digest()
        row = self._connection.execute("SELECT id FROM contents WHERE key = ?", (key,)).fetchone()
        if row is not None:
            return row[0]
        self.report.read += 1
        shown = name.decode("utf-8", "replace")
        return add_content(self._connection, key, facts(shown, language, snapshot.text))

    def forget(self, found: dict[bytes, Path]) -> None:
        """Drop files that are gone, and texts that were dropped long ago."""
        gone = [(name,) for name in self._known if name not in found]
        self.report.removed = len(gone)
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("DELETE FROM files WHERE path = ?", gone)
        stale = self._connection.execute(
            "SELECT id FROM contents"
            " WHERE id NOT IN (SELECT content FROM files WHERE content IS NOT NULL)"
            " ORDER BY id DESC LIMIT -1 OFFSET ?",
            (_KEPT,),
        ).fetchall()
        for (content,) in stale:
            remove_content(self._connection, content)
        if stale:
            self._connection.execute("DELETE FROM names WHERE id NOT IN (SELECT name FROM uses)")
        self._connection.execute("INSERT OR IGNORE INTO facts VALUES ('complete', 'yes')")
        self._connection.execute("COMMIT")


def _files(folder: Path) -> tuple[dict[bytes, Path], int]:
    """The files in a language we read, by their path inside the folder; folders that cannot be read."""
    unreadable: list[Path] = []
    base = len(folder.parts)
    found = {
        os.fsencode("/".join(path.parts[base:])): path
        for path in walk(folder, on_unreadable=unreadable.append)
        if language_of(path) is not None
    }
    return found, len(unreadable)


def _count(connection: sqlite3.Connection, report: Report) -> None:
    present = "content IN (SELECT content FROM files)"
    queries: Sequence[str] = (
        "SELECT count(*) FROM files WHERE content IS NOT NULL",
        f"SELECT count(*) FROM symbols WHERE {present}",
        f"SELECT count(*) FROM chunks WHERE {present}",
    )
    counts = [connection.execute(query).fetchone()[0] for query in queries]
    report.files, report.symbols, report.chunks = counts
    skipped = "SELECT skipped, count(*) FROM files WHERE skipped IS NOT NULL GROUP BY skipped"
    report.skipped.update(dict(connection.execute(skipped).fetchall()))
