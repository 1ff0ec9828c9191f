import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from devmentor_analyzers.index import schema
from devmentor_analyzers.index.store import (
    damage,
    in_memory,
    open_for_reading,
    open_for_writing,
    remove,
)


def test_a_database_is_kept_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "index" / "a.db"
    with closing(open_for_writing(path)) as store:
        store.connection.execute("INSERT INTO facts VALUES ('kept', 'yes')")

    with closing(open_for_writing(path)) as again:
        assert again.connection.execute("SELECT value FROM facts").fetchall() == [("yes",)]
        assert again.note == ""
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "data", [b"this is no database" * 99, b"SQLite format 3\0" + b"\xff" * 999]
)
def test_a_file_that_is_no_database_is_made_anew(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(data)

    with closing(open_for_writing(path)) as store:
        assert "damaged" in store.note
        assert "made anew" in store.note
        assert schema.fits(store.connection)


def test_a_database_of_another_version_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(open_for_writing(path)) as store:
        store.connection.execute("PRAGMA user_version = 999")

    assert open_for_reading(path) is None
    with closing(open_for_writing(path)) as store:
        assert "another version" in store.note
        assert schema.fits(store.connection)


def test_a_folder_that_cannot_be_written_means_an_index_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with closing(open_for_writing(tmp_path / "file" / "a.db")) as store:
        assert store.path is None
        assert "keeps it in memory" in store.note
        assert schema.fits(store.connection)


def test_a_reader_sees_the_last_commit_while_a_writer_writes(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(open_for_writing(path)) as writer:
        writer.connection.execute("BEGIN EXCLUSIVE")
        writer.connection.execute("INSERT INTO facts VALUES ('half', 'done')")
        reader = open_for_reading(path)
        assert reader is not None
        with closing(reader):
            assert reader.connection.execute("SELECT * FROM facts").fetchall() == []


def test_there_is_nothing_to_read_before_it_was_written(tmp_path: Path) -> None:
    assert open_for_reading(tmp_path / "a.db") is None
    assert not (tmp_path / "a.db").exists()


def test_a_database_goes_with_what_lies_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    for name in ("a.db", "a.db-wal", "a.db-shm"):
        (tmp_path / name).touch()

    remove(path)

    assert list(tmp_path.iterdir()) == []


def test_only_damage_is_called_damage() -> None:
    with closing(in_memory()) as store, pytest.raises(sqlite3.OperationalError) as raised:
        store.connection.execute("SELECT * FROM nowhere")

    assert damage(raised.value) is None
    assert damage(sqlite3.DatabaseError("malformed")) is not None


def test_a_database_that_nobody_has_written_yet_has_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()

    assert open_for_reading(tmp_path / "a.db") is None
