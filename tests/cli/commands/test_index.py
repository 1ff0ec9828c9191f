"""`devmentor index`."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from devmentor_analyzers.index.place import database_path

PROGRAM = str(Path(sys.executable).with_name("devmentor"))
FILES = 400


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    for number in range(FILES):
        text = "".join(f"def step_{number}_{each}(): ...\n" for each in range(60))
        (folder / f"m{number}.py").write_text(text)
    return folder


def started(folder: Path) -> "subprocess.Popen[str]":
    """An indexer that has begun to write."""
    indexer = subprocess.Popen([PROGRAM, "index", str(folder)], stderr=subprocess.PIPE, text=True)
    database = database_path(folder)
    while not database.with_name(f"{database.name}-wal").exists():
        assert indexer.poll() is None
        time.sleep(0.01)
    time.sleep(0.2)
    return indexer


def test_it_says_what_it_did(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "a.py").write_text("class Basket:\n    size = 1\n")
    (tmp_path / "shop" / "b.py").write_bytes(b"\0")

    shown = devmentor("index", "shop")

    assert shown.returncode == 0
    assert shown.stdout.startswith("1 file, 2 symbols, 1 chunk; 1 read and 0 removed in ")
    assert "skipped 1: binary" in shown.stderr
    assert str(database_path(tmp_path / "shop")) in shown.stderr


def test_it_indexes_while_nobody_else_wants_the_machine(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("a = 1\n")

    assert devmentor("index", "--idle").returncode == 0


def test_a_killed_index_is_resumed(devmentor: Run, project: Path) -> None:
    with started(project) as indexer:
        indexer.kill()

    shown = devmentor("index", str(project))

    assert shown.returncode == 0
    assert shown.stdout.startswith(f"{FILES} files, {FILES * 60:,} symbols")
    assert "damaged" not in shown.stderr


def test_ctrl_c_stops_it_and_keeps_what_was_read(devmentor: Run, project: Path) -> None:
    with started(project) as indexer:
        indexer.send_signal(signal.SIGINT)
        _, said = indexer.communicate()

    assert indexer.returncode in (130, 0)  # 0 when it was quicker than the signal
    assert "Traceback" not in said
    assert devmentor("index", str(project)).stdout.startswith(f"{FILES} files")


def test_a_switch_of_branches_reads_only_what_changed(devmentor: Run, project: Path) -> None:
    long_ago = time.time() - 1000
    for path in project.iterdir():
        os.utime(path, (long_ago, long_ago))
    devmentor("index", str(project))

    for number in range(50):
        (project / f"m{number}.py").write_text(f"def changed_{number}(): ...\n")

    assert "; 50 read and 0 removed in " in devmentor("index", str(project)).stdout


def test_a_path_that_is_not_there_exits_2(devmentor: Run) -> None:
    shown = devmentor("index", "missing")

    assert (shown.returncode, shown.stdout) == (2, "")
    assert "missing is not a folder" in shown.stderr
