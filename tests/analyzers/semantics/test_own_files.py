from pathlib import Path

from tests.analyzers.documents import saved

from devmentor_analyzers.semantics.own_files import OwnFiles


def test_a_file_of_the_folder_may_be_changed(tmp_path: Path) -> None:
    assert OwnFiles([tmp_path]).why_not(saved(tmp_path / "in" / "a.py", "").path) is None


def test_files_of_others_are_left_alone_and_it_is_said_why(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    saved(folder / ".gitignore", "made.py\n")
    (folder / ".git").mkdir()
    own = OwnFiles([folder])

    assert "ignored by git" in (own.why_not(folder / "made.py") or "")
    assert "environment" in (own.why_not(folder / "venv" / "lib" / "a.py") or "")
    assert "outside of this workspace" in (own.why_not(tmp_path / "b.py") or "")


def test_a_single_file_that_is_open_may_be_changed(tmp_path: Path) -> None:
    alone, installed = tmp_path / "a.py", tmp_path / "site-packages" / "b.py"

    assert OwnFiles([]).why_not(alone, alone) is None
    assert "belongs to an environment" in (OwnFiles([]).why_not(installed, installed) or "")
