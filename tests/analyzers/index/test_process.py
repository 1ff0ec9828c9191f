import json
import os
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.analyzers.documents import saved

from devmentor_analyzers.index import updating as updating_module
from devmentor_analyzers.index.outcome import GO, HOLD, Outcome
from devmentor_analyzers.index.place import database_path
from devmentor_analyzers.index.process import Gate, bring_up_to_date
from devmentor_analyzers.index.store import open_for_reading
from devmentor_analyzers.index.updating import is_complete

Started = subprocess.Popen[bytes]


@contextmanager
def updating(folder: Path, most_files: int = 100, most_bytes: int = 10**9) -> Generator[Started]:
    command = [sys.executable, "-I", "-m", "devmentor_analyzers.index", str(folder)]
    process = subprocess.Popen(
        [*command, str(most_files), str(most_bytes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def told(process: Started) -> Outcome:
    assert process.stdout
    return Outcome(**json.loads(process.stdout.read()))


def project(tmp_path: Path, files: int = 3) -> Path:
    for number in range(files):
        saved(tmp_path / "project" / f"m{number}.py", f"def total_{number}():\n    ...\n")
    return tmp_path / "project"


def is_indexed(folder: Path) -> bool:
    store = open_for_reading(database_path(folder))
    return store is not None and is_complete(store.connection)


def test_a_folder_is_indexed_and_the_process_ends(tmp_path: Path) -> None:
    folder = project(tmp_path)

    with updating(folder) as process:
        assert told(process) == Outcome("done", 3)

    assert is_indexed(folder)


@pytest.fixture
def controlled(monkeypatch: pytest.MonkeyPatch) -> Generator[tuple[Gate, int]]:
    """A gate, and where to write to it. At its end it would end this process."""
    ended = threading.Event()

    def end(_: int) -> None:
        ended.set()

    monkeypatch.setattr(os, "_exit", end)
    reading, writing = os.pipe()
    with open(reading, "rb", buffering=0) as source:
        yield Gate(source), writing
        os.close(writing)
        assert ended.wait(30)


def test_it_holds_until_it_may_go_on(tmp_path: Path, controlled: tuple[Gate, int]) -> None:
    folder = project(tmp_path)
    gate, writing = controlled
    os.write(writing, HOLD)
    while not gate.is_closed():
        pass
    os.write(writing, GO)

    outcome = bring_up_to_date(folder, gate, 100, 10**9)

    assert outcome == Outcome("done", 3)


def test_it_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    with updating(project(tmp_path)) as process:
        assert process.stdin
        process.stdin.write(HOLD)
        process.stdin.close()

        process.wait(timeout=30)


def test_a_folder_of_too_many_files_is_refused(tmp_path: Path) -> None:
    folder = project(tmp_path)

    with updating(folder, most_files=2) as process:
        outcome = told(process)

    assert (outcome.state, outcome.files) == ("refused", 3)
    assert not is_indexed(folder)


def test_one_that_takes_too_much_memory_ends_and_the_next_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, controlled: tuple[Gate, int]
) -> None:
    folder = project(tmp_path)
    monkeypatch.setattr(updating_module, "_BATCH_SECONDS", 0.0)
    gate, _ = controlled

    grown = bring_up_to_date(folder, gate, 100, 1)
    done = bring_up_to_date(folder, gate, 100, 10**9)

    assert (grown.state, grown.files) == ("grown", 1)
    assert "MB" in grown.detail
    assert done == Outcome("done", 3)


def test_memory_far_beyond_is_refused_by_the_system(tmp_path: Path) -> None:
    folder = project(tmp_path)

    with updating(folder, most_bytes=1_000_000) as process:
        assert process.stdout
        said = process.stdout.read()

    assert not said or Outcome(**json.loads(said)).state != "done"
    with updating(folder) as process:
        assert told(process) == Outcome("done", 3)
