import os
import time
from pathlib import Path

import pytest
from tests.analyzers.documents import saved
from tests.analyzers.index.indexed import MAX_BYTES, Indexed

from devmentor_analyzers.index import updating
from devmentor_analyzers.index.updating import is_complete, update

LONG_AGO = time.time() - 1000


def settled(path: Path, text: str) -> Path:
    """A file that was saved long ago."""
    saved(path, text)
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def test_a_report_counts_what_the_index_holds(indexed: Indexed) -> None:
    saved(indexed.folder / "a.py", "class A:\n    x = 1\n")
    saved(indexed.folder / "b.go", "package b\nfunc B() {}\n")
    saved(indexed.folder / "notes.unknown", "text")

    report = indexed.update()

    assert (report.files, report.symbols, report.read, report.removed) == (2, 3, 2, 0)
    assert report.chunks >= 2


def test_only_changed_files_are_read_again_and_deleted_ones_go(indexed: Indexed) -> None:
    for name in ("same.py", "changed.py", "gone.py"):
        settled(indexed.folder / name, f"def {name[:-3]}_one():\n    ...\n")
    indexed.update()

    saved(indexed.folder / "changed.py", "def later_one():\n    ...\n")
    (indexed.folder / "gone.py").unlink()
    report = indexed.update()

    assert (report.files, report.read, report.removed) == (2, 1, 1)
    assert indexed.found("one") == ["later_one", "same_one"]


@pytest.mark.parametrize("rules", [".gitignore", ".devmentorignore"])
def test_what_is_ignored_from_now_on_leaves_the_index(indexed: Indexed, rules: str) -> None:
    saved(indexed.folder / "kept.py", "def kept_one():\n    ...\n")
    saved(indexed.folder / "made" / "gone.py", "def gone_one():\n    ...\n")
    indexed.update()

    (indexed.folder / rules).write_text("made/\n")

    assert indexed.update().removed == 1
    assert indexed.found("one") == ["kept_one"]


def test_a_touched_file_is_not_read_into_the_index_again(indexed: Indexed) -> None:
    path = settled(indexed.folder / "a.py", "a = 1\n")
    indexed.update()

    os.utime(path, (LONG_AGO + 50, LONG_AGO + 50))

    assert indexed.update().read == 0


def test_a_change_right_after_the_update_that_keeps_time_and_size_is_seen(
    indexed: Indexed,
) -> None:
    path = saved(indexed.folder / "a.py", "def one():\n    ...\n").path
    status = path.stat()
    indexed.update()

    path.write_text("def two():\n    ...\n")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    assert indexed.update().read == 1
    assert indexed.found("two") == ["two"]


def test_a_text_that_comes_back_is_known(indexed: Indexed) -> None:
    for text in ("def main_branch():\n    ...\n", "def other_branch():\n    ...\n"):
        saved(indexed.folder / "a.py", text)
        assert indexed.update().read == 1

    saved(indexed.folder / "a.py", "def main_branch():\n    ...\n")

    assert indexed.update().read == 0
    assert indexed.found("branch") == ["main_branch"]


def test_texts_that_were_dropped_long_ago_are_forgotten(
    indexed: Indexed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "_KEPT", 2)
    for number in range(6):
        saved(indexed.folder / "a.py", f"def version_{number}():\n    ...\n")
        indexed.update()

    (contents,) = indexed.store.connection.execute("SELECT count(*) FROM contents").fetchone()
    (names,) = indexed.store.connection.execute("SELECT count(*) FROM names").fetchone()

    assert (contents, names) == (3, 4)


def test_what_cannot_be_read_is_skipped_and_counted(indexed: Indexed) -> None:
    (indexed.folder / "huge.py").write_text("x = 1\n" * MAX_BYTES)
    (indexed.folder / "binary.py").write_bytes(b"\0\1\2")
    (indexed.folder / "latin.py").write_bytes(b"caf\xe9 = 1\n")
    saved(indexed.folder / "good.py", "good = 1\n")

    assert indexed.update().skipped == {"too large": 1, "binary": 1, "not UTF-8": 1}
    assert indexed.update().skipped == {"too large": 1, "binary": 1, "not UTF-8": 1}
    assert indexed.update().files == 1


def test_a_skipped_file_that_is_mended_is_read(indexed: Indexed) -> None:
    path = indexed.folder / "a.py"
    path.write_bytes(b"\0")
    indexed.update()

    path.write_text("def mended():\n    ...\n")

    assert indexed.update().skipped == {}
    assert indexed.found("mended") == ["mended"]


def test_a_folder_that_cannot_be_read_is_counted(
    indexed: Indexed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`os.scandir` is replaced for one folder: root, as who tests may run, can read all others."""
    saved(indexed.folder / "closed" / "a.py", "a = 1\n")
    saved(indexed.folder / "open.py", "b = 1\n")
    scandir = os.scandir

    def refuse(path: Path) -> "os._ScandirIterator[str]":  # pyright: ignore[reportPrivateUsage] - its name in typeshed
        if path.name == "closed":
            raise PermissionError
        return scandir(str(path))

    monkeypatch.setattr(os, "scandir", refuse)

    report = indexed.update()

    assert report.skipped == {"folders that cannot be read": 1}
    assert report.files == 1


def test_symbolic_links_that_go_round_end(indexed: Indexed) -> None:
    (indexed.folder / "loop").symlink_to(indexed.folder)
    (indexed.folder / "self.py").symlink_to(indexed.folder / "self.py")
    saved(indexed.folder / "a.py", "a = 1\n")

    assert indexed.update().files == 1


def test_an_interrupted_update_goes_on_where_it_was(
    indexed: Indexed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "_BATCH_SECONDS", 0)
    for number in range(10):
        settled(indexed.folder / f"m{number}.py", f"def step_{number}():\n    ...\n")

    def interrupt(done: int, _total: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update(indexed.store, indexed.folder, MAX_BYTES, interrupt)
    assert not is_complete(indexed.store.connection)

    report = indexed.update()

    assert (report.files, report.read) == (10, 6)
    assert is_complete(indexed.store.connection)
