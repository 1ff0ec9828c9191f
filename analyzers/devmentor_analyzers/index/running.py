"""The index of a folder, ready to be asked: opened, brought up to date, made anew when damaged."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from devmentor_analyzers.index.place import database_path
from devmentor_analyzers.index.store import (
    IN_MEMORY,
    Store,
    damage,
    in_memory,
    open_for_reading,
    open_for_writing,
    remove,
)
from devmentor_analyzers.index.updating import Report, is_complete, update
from devmentor_analyzers.index.writer import Busy, only_writer
from devmentor_analyzers.settings import Settings

ResultT = TypeVar("ResultT")
_MOST_BYTES = 500_000
"""Larger files are made by programs: a bundle of 1.9 MB in one line took 0.7 GB and minutes to cut."""

_WAITING = "Another process is indexing this folder; waiting for it."
_GOING_ON = "Another process is indexing this folder; this is what the index had before."


@dataclass(frozen=True, slots=True)
class Telling:
    """How a run tells of itself: in sentences, and in files done of files; and is told to hold on."""

    say: Callable[[str], None]
    progress: Callable[[int, int], None]
    is_held: Callable[[], bool] = lambda: False
    """Whether `progress` should be called, which may wait, as soon as possible."""


@dataclass(frozen=True, slots=True)
class Ready:
    """An open index; `report` is None when another process is bringing it up to date."""

    store: Store
    report: Report | None


def with_index(
    folder: Path,
    settings: Settings,
    telling: Telling,
    work: Callable[[Ready], ResultT],
    *,
    patient: bool,
) -> ResultT:
    """Do work with the index of a folder, brought up to date; a damaged one is made anew.

    One process writes at a time: a patient caller waits for it, another takes what there is, if
    the index was ever complete. A reader never waits for a writer's transaction.
    """
    run = _Run(folder.resolve(), settings, telling)
    try:
        return run.do(work, patient=patient)
    except sqlite3.DatabaseError as error:
        note = damage(error)
        if note is None:
            raise
        telling.say(f"The index {note}.")
        run.start_anew()
        return run.do(work, patient=True)


class _Run:
    def __init__(self, folder: Path, settings: Settings, telling: Telling) -> None:
        self._folder = folder
        self._max_bytes = min(settings.max_file_bytes, _MOST_BYTES)
        self._telling = telling
        self._path = database_path(folder)
        self._has_waited = False

    def do(self, work: Callable[[Ready], ResultT], *, patient: bool) -> ResultT:
        ready = self._ready(patient=patient)
        with closing(ready.store):
            return work(ready)

    def start_anew(self) -> None:
        with only_writer(self._path, self._wait):
            remove(self._path)

    def _ready(self, *, patient: bool) -> Ready:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with only_writer(self._path, self._wait if patient else self._wait_for_the_first):
                return self._updated(open_for_writing(self._path))
        except Busy:
            store = open_for_reading(self._path)
            if store is None:  # made anew at this moment
                return self._ready(patient=True)
            self._telling.say(_GOING_ON)
            return Ready(store, None)
        except (OSError, sqlite3.OperationalError) as error:
            place = self._path.parent
            return self._updated(in_memory(f"cannot be kept in {place} ({error}){IN_MEMORY}"))

    def _updated(self, store: Store) -> Ready:
        if store.note:
            self._telling.say(f"The index {store.note}.")
        try:
            report = update(
                store, self._folder, self._max_bytes, self._telling.progress, self._telling.is_held
            )
        except BaseException:
            store.close()
            raise
        return Ready(store, report)

    def _wait(self) -> bool:
        if not self._has_waited:
            self._telling.say(_WAITING)
        self._has_waited = True
        return True

    def _wait_for_the_first(self) -> bool:
        store = open_for_reading(self._path)
        if store is None:
            return self._wait()
        with closing(store):
            return not is_complete(store.connection) and self._wait()
