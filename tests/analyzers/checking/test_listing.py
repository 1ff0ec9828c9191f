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
