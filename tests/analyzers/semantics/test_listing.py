import os
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.analyzers.documents import saved

from devmentor_analyzers.semantics import listing
from devmentor_analyzers.semantics.listing import Listing


def age(folder: Path) -> None:
    """Make all look as if it had been there for an hour."""
    long_ago = time.time() - 3600
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (long_ago, long_ago))


def names(paths: Iterable[Path]) -> set[str]:
    return {path.name for path in paths}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "empty").mkdir()
    saved(tmp_path / "shop" / "cup.py", "")
    saved(tmp_path / "shop" / "cup-cake.py", "")
    age(tmp_path)
    return tmp_path


def test_what_has_not_changed_is_not_walked_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Listing([folder])
    first = found.paths()
    monkeypatch.delattr(listing, "walk")

    assert names(first) == {"cup.py"}
    assert found.paths() is first


@pytest.mark.parametrize("where", [".", "shop", "empty"])
def test_a_file_that_came_is_listed(folder: Path, where: str) -> None:
    found = Listing([folder])
    found.paths()
    saved(folder / where / "mug.py", "")

    assert names(found.paths()) == {"cup.py", "mug.py"}


def test_a_file_that_went_is_not(folder: Path) -> None:
    found = Listing([folder])
    found.paths()
    (folder / "shop" / "cup.py").unlink()

    assert found.paths() == ()


def test_new_rules_of_git_count(folder: Path) -> None:
    (folder / ".gitignore").write_text("")
    age(folder)
    found = Listing([folder])
    found.paths()
    (folder / ".gitignore").write_text("shop/\n")

    assert found.paths() == ()


def test_what_was_just_changed_is_walked_again(folder: Path) -> None:
    found = Listing([folder])
    (folder / "now").mkdir()
    found.paths()
    os.utime(folder / "now", ns=(stamp := (folder / "now").stat().st_mtime_ns, stamp))
    saved(folder / "now" / "mug.py", "")
    os.utime(folder / "now", ns=(stamp, stamp))

    assert names(found.paths()) == {"cup.py", "mug.py"}


def test_of_large_projects_nothing_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_MOST_KEPT", 2)
    found = Listing([folder])

    assert found.paths() == found.paths()
    assert found.paths() is not found.paths()


def test_other_folders_have_other_files(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    saved(other / "mug.py", "")
    folders = [folder]
    found = Listing(folders)
    found.paths()
    folders.append(other)

    assert names(found.paths()) == {"cup.py", "mug.py"}
