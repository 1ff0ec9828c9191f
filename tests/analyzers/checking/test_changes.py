import subprocess
from pathlib import Path

import pytest

from devmentor_analyzers.checking.changes import changes_since
from devmentor_analyzers.git import GitError


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--initial-branch", "main")
    (tmp_path / "a.py").write_text("one\ntwo\nthree\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "first")
    return tmp_path


async def test_uncommitted_lines_count(repository: Path) -> None:
    (repository / "a.py").write_text("one\nTWO\nthree\n")

    changes = await changes_since(repository, "HEAD")

    file = repository / "a.py"
    assert [line for line in range(3) if changes.touch(file, line, line)] == [1]
    assert changes.touch(file, 0, 2)


async def test_untracked_files_are_changed_as_a_whole(repository: Path) -> None:
    (repository / "é new.py").write_text("x\n")

    changes = await changes_since(repository, "HEAD")

    assert changes.touch(repository / "é new.py", 7, 7)


async def test_what_others_did_on_the_branch_since_is_not_ours(repository: Path) -> None:
    git(repository, "switch", "-c", "mine")
    (repository / "mine.py").write_text("x\n")
    git(repository, "add", ".")
    git(repository, "commit", "-m", "mine")
    git(repository, "switch", "main")
    (repository / "a.py").write_text("one\n")
    git(repository, "commit", "-am", "theirs")
    git(repository, "switch", "mine")

    changes = await changes_since(repository, "main")

    assert set(changes.lines) == {repository / "mine.py"}


async def test_names_with_spaces_and_lines_like_headers_are_read_right(repository: Path) -> None:
    (repository / "a b.py").write_text("x\n")
    git(repository, "add", ".")
    git(repository, "commit", "-m", "second")
    (repository / "a b.py").write_text("x\n++ b/other.py\n")

    changes = await changes_since(repository, "HEAD")

    assert changes.lines == {repository / "a b.py": (range(1, 2),)}


@pytest.mark.parametrize("name", ['quo"te.py', "back\\slash.py", "t\tab.py", "ü.py", "l\nine.py"])
async def test_odd_names_are_read_as_git_writes_them(repository: Path, name: str) -> None:
    (repository / name).write_text("x\n")
    git(repository, "add", ".")

    changes = await changes_since(repository, "HEAD")

    assert changes.lines == {repository / name: (range(1),)}


async def test_deleted_lines_are_on_no_line(repository: Path) -> None:
    (repository / "a.py").write_text("one\n")

    assert (await changes_since(repository, "HEAD")).lines == {}


@pytest.mark.parametrize("reference", ["no-such-branch", "--all", "HEAD:a.py", ""])
async def test_a_reference_that_is_no_commit_is_named(repository: Path, reference: str) -> None:
    with pytest.raises(GitError, match=f"`{reference}` is no commit"):
        await changes_since(repository, reference)


async def test_a_folder_without_a_repository_is_named(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="not in a git repository"):
        await changes_since(tmp_path, "HEAD")


async def test_programs_that_the_repository_names_are_not_run(repository: Path) -> None:
    (repository / ".gitattributes").write_text("*.py filter=odd=one\n*.txt filter=long\n")
    for name, key in (("odd=one", "clean"), ("long", "process")):
        git(repository, "config", f"filter.{name}.{key}", f"touch {repository}/run; cat")
        git(repository, "config", f"filter.{name}.required", "true")
    (repository / "a.py").write_text("one\nTWO\nthree\n")

    changes = await changes_since(repository, "HEAD")

    assert changes.touch(repository / "a.py", 1, 1)
    assert not (repository / "run").exists()
