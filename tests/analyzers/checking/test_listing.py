import os
from pathlib import Path

from tests.analyzers.documents import saved

from devmentor_analyzers.checking.listing import files_of, for_engines, is_python
from devmentor_analyzers.files import patterns


def test_folders_give_files_of_known_languages_and_named_files_are_taken(tmp_path: Path) -> None:
    for name in ("a.py", "b.ts", "c.ipynb", "d.txt", ".env", ".env.local"):
        saved(tmp_path / "src" / name, "")
    named = saved(tmp_path / "e.txt", "").path

    found = files_of([tmp_path / "src", named, named], patterns(tmp_path, ["b.ts"]))

    assert [each.name for each in found] == [".env", ".env.local", "a.py", "c.ipynb", "e.txt"]


def test_engines_are_shown_python_that_is_small_and_can_be_named(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.py")).touch()
    saved(tmp_path / "large.py", "x" * 11)
    saved(tmp_path / "small.py", "x" * 10)
    saved(tmp_path / "a.ts", "")
    files = [*tmp_path.iterdir(), tmp_path / "gone.py"]

    assert for_engines(files, 10) == [tmp_path / "small.py"]


def test_cells_hold_python(tmp_path: Path) -> None:
    assert is_python(tmp_path / "a.pyi") and is_python(tmp_path / "a.ipynb")
    assert not is_python(tmp_path / "a.json")


def test_ignored_files_are_left_out_however_the_folder_is_named(tmp_path: Path) -> None:
    saved(tmp_path / ".gitignore", "lib/b.py\n")
    saved(tmp_path / "lib" / "a.py", "")
    saved(tmp_path / "lib" / "b.py", "")
    (tmp_path / ".git").mkdir()
    (tmp_path / "web").mkdir()

    assert files_of([tmp_path / "web" / ".." / "lib"]) == [tmp_path / "web" / ".." / "lib" / "a.py"]


def test_engines_are_not_shown_pipes(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.py")

    assert for_engines([tmp_path / "a.py"], 10) == []
