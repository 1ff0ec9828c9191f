import logging
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from devmentor_analyzers.silence.memory import Memory, memory_path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "silence.sqlite3"


def test_it_lies_in_the_data_folder(devmentor_home: Path) -> None:
    assert memory_path().parent == devmentor_home


def test_a_muted_rule_is_muted_in_other_sessions_too(path: Path) -> None:
    running = Memory(path)
    assert running.muted() == frozenset()
    Memory(path).mute("one")
    seen = running.muted()
    taken_back = Memory(path).unmute("one")

    assert (seen, taken_back, running.muted()) == ({"one"}, True, frozenset())
    assert not running.unmute("one")


def test_asking_leaves_no_file_behind(path: Path) -> None:
    assert not Memory(path).muted()
    assert not path.exists()


def test_an_hour_has_room_for_so_many_and_the_next_hour_again(path: Path) -> None:
    now = [1000.0]
    memory = Memory(path, now=lambda: now[0])

    first = memory.admit("a.py", ["1", "2", "3"], 2)
    full = Memory(path, now=lambda: now[0]).admit("b.py", ["4"], 2)
    now[0] += 3601
    later = memory.admit("a.py", ["3"], 2)

    assert (first, full, later) == ({"1", "2"}, set(), {"3"})
    assert memory.shown("a.py", ["1", "2", "3", "4"]) == {"1", "2", "3"}
    assert memory.shown("b.py", ["1"]) == set()


def test_a_hint_that_looks_different_now_has_been_shown(path: Path) -> None:
    memory = Memory(path)
    memory.admit("a.py", ["1"], 1)
    memory.follow("a.py", [("1", "2")])

    assert memory.shown("a.py", ["1", "2"]) == {"2"}


def test_editors_at_the_same_time_share_one_hour(path: Path) -> None:
    def admit(number: int) -> int:
        return len(Memory(path).admit(f"{number}.py", ["1"], 3))

    with ThreadPoolExecutor(8) as many:
        taken = sum(many.map(admit, range(16)))

    assert taken == 3


def test_what_is_old_is_forgotten(path: Path) -> None:
    now = [1000.0]
    memory = Memory(path, now=lambda: now[0])
    memory.admit("a.py", ["1"], 1)
    now[0] += 400 * 24 * 3600
    memory.admit("a.py", ["2"], 1)

    assert memory.shown("a.py", ["1", "2"]) == {"2"}


def test_a_damaged_file_starts_anew_with_a_word_in_the_log(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database, but long enough to look like one. " * 100)
    memory = Memory(path)

    with caplog.at_level(logging.WARNING):
        found = memory.muted()
    memory.mute("one")

    assert found == frozenset()
    assert "starts anew" in caplog.text
    assert Memory(path).muted() == {"one"}


def test_where_nothing_can_be_written_the_session_remembers(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way of the folder")
    memory = Memory(tmp_path / "file" / "silence.sqlite3")
    memory.mute("one")

    assert memory.muted() == {"one"}
    assert memory.admit("a.py", ["1", "2"], 1) == {"1"}


def test_a_database_that_another_holds_is_not_waited_for_long(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A transaction that never ends stands for another editor that hangs while it writes."""
    monkeypatch.setattr("devmentor_analyzers.silence.memory._WAIT_SECONDS", 0.05)
    Memory(path).mute("one")
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        admitted = Memory(path).admit("a.py", ["1"], 1)
        other.execute("ROLLBACK")

    assert admitted == {"1"}
    assert Memory(path).muted() == {"one"}


def test_the_folder_is_the_users_alone(path: Path) -> None:
    Memory(path).mute("one")

    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
