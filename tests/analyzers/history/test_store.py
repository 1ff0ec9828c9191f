import sqlite3
from contextlib import closing
from pathlib import Path

from devmentor_analyzers.history.log import LoggedCommit, Touch
from devmentor_analyzers.history.store import KeptCommit, opened, store_path
from devmentor_protocol.runtime import data_folder

ONE = LoggedCommit("11" * 20, 100, b"Ada", b"ada@example.org", [Touch(b"a.py")])
TWO = LoggedCommit(
    "22" * 20, 200, b"Ada", b"ada@example.org", [Touch(b"b.py", b"a.py"), Touch(b"c.py")]
)
EMPTY = LoggedCommit("33" * 20, 300, b"Bob", b"bob@example.org")


def test_what_is_kept_is_there_the_next_time(tmp_path: Path) -> None:
    with opened(tmp_path / "kept.db") as store:
        store.keep([ONE, TWO])
        store.keep([ONE])
    with opened(tmp_path / "kept.db") as store:
        assert store.unread([EMPTY.sha, TWO.sha, ONE.sha]) == [EMPTY.sha]


def test_commits_come_in_the_order_they_are_asked_for(tmp_path: Path) -> None:
    with opened(tmp_path / "kept.db") as store:
        store.keep([ONE, TWO, EMPTY])
        paths = {name: number for number, name in store.paths().items()}
        found = list(store.commits([TWO.sha, "44" * 20, EMPTY.sha, ONE.sha]))

    a, b, c = paths[b"a.py"], paths[b"b.py"], paths[b"c.py"]
    assert [(each.time, sorted(each.touches)) for each in found] == [
        (200, sorted([(b, a), (c, None)])),
        (300, []),
        (100, [(a, None)]),
    ]
    assert isinstance(found[0], KeptCommit)


def test_a_text_is_measured_once(tmp_path: Path) -> None:
    with opened(tmp_path / "kept.db") as store:
        assert store.complexity(b"text") is None
        store.keep_complexity(b"text", 7)
        assert store.complexity(b"text") == 7


def test_a_damaged_store_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "kept.db").write_bytes(b"nonsense" * 1000)

    with opened(tmp_path / "kept.db") as store:
        store.keep([ONE])
    with opened(tmp_path / "kept.db") as store:
        assert store.unread([ONE.sha]) == []


def test_a_store_of_another_version_is_made_anew(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "kept.db")) as other:
        other.executescript("CREATE TABLE commits (sha TEXT); PRAGMA user_version = 99;")

    with opened(tmp_path / "kept.db") as store:
        assert store.unread([ONE.sha]) == [ONE.sha]


def test_a_store_that_cannot_be_written_serves_this_time(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with opened(tmp_path / "file" / "kept.db") as store:
        store.keep([ONE])
        assert store.unread([ONE.sha]) == []


def test_two_may_write_at_once(tmp_path: Path) -> None:
    with opened(tmp_path / "kept.db") as one, opened(tmp_path / "kept.db") as other:
        one.keep([ONE, TWO])
        other.keep([ONE, TWO])

        assert len(list(one.commits([ONE.sha, TWO.sha]))) == 2


def test_it_lies_in_the_users_data_folder_for_the_user_alone(tmp_path: Path) -> None:
    path = store_path(tmp_path)
    with opened(path):
        pass

    assert path.is_relative_to(data_folder())
    assert path.stat().st_mode & 0o777 == 0o600
