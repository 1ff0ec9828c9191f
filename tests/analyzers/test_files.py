from pathlib import Path

import pytest
from tests.analyzers.documents import saved

from devmentor_analyzers.files import (
    is_excluded,
    is_of_others,
    leaves_out,
    patterns,
    plain,
    real,
    walk,
)


def names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in walk(folder)]


def test_a_walk_goes_through_folders_in_order(tmp_path: Path) -> None:
    for name in ("b.py", "a/z.py", "a/b.py"):
        saved(tmp_path / name, "")

    assert names(tmp_path) == ["b.py", "a/b.py", "a/z.py"]


def test_lock_files_and_minified_ones_are_left_out(tmp_path: Path) -> None:
    for name in ("a.min.js", "a.js", "package-lock.json", "uv.lock", "pnpm-lock.yaml"):
        saved(tmp_path / name, "")

    assert names(tmp_path) == ["a.js"]


@pytest.mark.parametrize("file", [".gitignore", ".devmentorignore"])
def test_ignored_files_are_left_out_and_inner_rules_win(tmp_path: Path, file: str) -> None:
    (tmp_path / file).write_text("*.log\nbuilt/\n")
    for name in ("a.log", "built/x.py", "kept/b.log", "kept/c.py"):
        saved(tmp_path / name, "")
    (tmp_path / "kept" / file).write_text("!b.log\n")

    assert names(tmp_path) == [file, f"kept/{file}", "kept/b.log", "kept/c.py"]


def test_rules_of_the_repository_around_the_folder_count(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("secret.py\n")
    for name in ("inner/secret.py", "inner/open.py"):
        saved(tmp_path / name, "")

    assert names(tmp_path / "inner") == ["open.py"]


def test_environments_and_other_peoples_code_are_left_out(tmp_path: Path) -> None:
    for name in ("node_modules/a.js", ".venv/b.py", "env/pyvenv.cfg", "env/c.py", "d.py"):
        saved(tmp_path / name, "")

    assert names(tmp_path) == ["d.py"]


def test_a_link_to_a_folder_around_it_does_not_trap_the_walk(tmp_path: Path) -> None:
    saved(tmp_path / "a.py", "")
    (tmp_path / "loop").symlink_to(tmp_path)

    assert names(tmp_path) == ["a.py"]


def test_a_folder_that_is_gone_has_no_files(tmp_path: Path) -> None:
    assert names(tmp_path / "gone") == []


def test_one_file_is_left_out_as_a_walk_would_leave_it_out(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("made/\n*.log\n")
    every = ("a.py", "b.log", "made/c.py", "env/pyvenv.cfg", "env/d.py", "site-packages/e.py")
    for name in every:
        saved(tmp_path / name, "")

    kept = [name for name in every if not leaves_out(tmp_path, tmp_path / name)]

    assert kept == [name for name in every if name in names(tmp_path)] == ["a.py"]
    assert is_of_others(tmp_path / "site-packages" / "e.py")


def test_what_a_project_excludes_no_gitignore_takes_back(tmp_path: Path) -> None:
    saved(tmp_path / ".gitignore", "!made.py\n")
    for name in ("made.py", "deep/made.py", "kept.py"):
        saved(tmp_path / name, "")

    found = {path.name for path in walk(tmp_path, patterns(tmp_path, ["made.py"]))}

    assert found == {".gitignore", "kept.py"}


def test_a_file_in_an_excluded_folder_is_excluded(tmp_path: Path) -> None:
    rules = patterns(tmp_path, ["made/"])

    assert is_excluded(tmp_path / "made" / "deep" / "a.py", rules)
    assert not is_excluded(tmp_path / "a.py", rules)
    assert not is_excluded(tmp_path.parent / "made" / "a.py", rules)


def test_a_link_to_itself_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "loop.py").symlink_to(tmp_path / "loop.py")
    (tmp_path / "a.py").touch()

    assert [path.name for path in walk(tmp_path)] == ["a.py"]


def test_a_folder_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    told: list[Path] = []

    assert list(walk(tmp_path / "gone", on_unreadable=told.append)) == []
    assert told == [tmp_path / "gone"]


def test_a_path_is_known_as_others_write_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(tmp_path / "lib" / "a.py", "")
    (tmp_path / "web").mkdir()
    (tmp_path / "link").symlink_to("lib")
    monkeypatch.chdir(tmp_path / "web")

    assert plain(Path("../lib/a.py")) == tmp_path / "lib" / "a.py"
    assert plain(Path("..")) == tmp_path
    assert plain(tmp_path / "link" / "a.py") == tmp_path / "link" / "a.py"
    assert real(Path("../link/a.py")) == tmp_path / "lib" / "a.py"
