import asyncio
import shutil
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.analyzers.checking.test_changes import git, repository
from tests.analyzers.documents import document, saved

from devmentor_analyzers.checking import changes
from devmentor_analyzers.checking.changes import touches
from devmentor_analyzers.silence.new_code import NewCode
from devmentor_analyzers.snapshot import Snapshot

__all__ = ["repository"]
TEXT = "one\ntwo\nthree\n"


@pytest.fixture
async def new_code() -> AsyncGenerator[NewCode]:
    made = NewCode()
    yield made
    made.close()


async def new(new_code: NewCode, snapshot: Snapshot) -> list[int]:
    found = await new_code.lines(snapshot, wait=True)
    assert found is not None
    return [line for line in range(snapshot.text.count("\n")) if touches(found.lines, line, line)]


async def test_committed_lines_are_not_new_and_saved_ones_are(
    new_code: NewCode, repository: Path
) -> None:
    before = await new(new_code, document(repository / "a.py", TEXT))
    after = await new(new_code, saved(repository / "a.py", "one\nTWO\nthree\n"))

    assert (before, after) == ([], [1])


async def test_what_is_typed_is_new_at_once(new_code: NewCode, repository: Path) -> None:
    await new(new_code, document(repository / "a.py", TEXT))
    typed = document(repository / "a.py", "zero\none\ntwo\nthree!\n")
    found = await new_code.lines(typed, wait=False)

    assert found is not None
    assert [line for line in range(4) if touches(found.lines, line, line)] == [0, 3]
    assert found.edited == 0


async def test_nobody_waits_for_git_who_does_not_want_to(
    new_code: NewCode, repository: Path
) -> None:
    here = document(repository / "a.py", TEXT)
    first = await new_code.lines(here, wait=False)
    later = await new(new_code, here)

    assert (first, later) == (None, [])


async def test_after_a_commit_nothing_is_new(new_code: NewCode, repository: Path) -> None:
    here = saved(repository / "a.py", "one\nTWO\nthree\n")
    before = await new(new_code, here)
    git(repository, "commit", "-am", "second")

    assert (before, await new(new_code, here)) == ([1], [])


async def test_the_work_of_a_branch_is_new_until_it_is_merged(
    new_code: NewCode, repository: Path
) -> None:
    git(repository, "switch", "-c", "mine")
    here = saved(repository / "a.py", "one\nTWO\nthree\n")
    git(repository, "commit", "-am", "mine")
    on_branch = await new(new_code, here)
    git(repository, "switch", "main")
    git(repository, "merge", "mine")

    assert (on_branch, await new(new_code, here)) == ([1], [])


async def test_with_a_remote_its_default_branch_counts(
    new_code: NewCode, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", str(repository), ".")
    here = saved(clone / "a.py", "one\nTWO\nthree\n")
    git(clone, "commit", "-am", "not pushed")

    assert await new(new_code, here) == [1]


@pytest.mark.parametrize("git_says", ["nothing", "no commits", "ignored", "untracked"])
async def test_where_git_knows_nothing_everything_is_new(
    new_code: NewCode, tmp_path: Path, git_says: str
) -> None:
    if git_says != "nothing":
        git(tmp_path, "init")
    if git_says in ("ignored", "untracked"):
        (tmp_path / ".gitignore").write_text("a.py\n" if git_says == "ignored" else "")
        git(tmp_path, "add", ".gitignore")
        git(tmp_path, "commit", "-m", "first")

    assert await new(new_code, saved(tmp_path / "a.py", TEXT)) == [0, 1, 2]


async def test_without_git_everything_is_new(
    new_code: NewCode, repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An empty PATH stands for a machine without git."""
    monkeypatch.setenv("PATH", str(tmp_path))

    assert await new(new_code, document(repository / "a.py", TEXT)) == [0, 1, 2]


async def test_a_git_that_hangs_counts_as_none(
    new_code: NewCode, repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A program that sleeps stands for a git that hangs."""
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    monkeypatch.setattr("devmentor_analyzers.silence.new_code._SECONDS", 0.2)

    assert await new(new_code, document(repository / "a.py", TEXT)) == [0, 1, 2]


async def test_a_repository_whose_objects_are_gone_makes_everything_new(
    new_code: NewCode, repository: Path
) -> None:
    for each in (repository / ".git" / "objects").glob("??/*"):
        each.unlink()

    assert await new(new_code, document(repository / "a.py", TEXT)) == [0, 1, 2]


async def test_a_renamed_file_keeps_its_old_lines(new_code: NewCode, repository: Path) -> None:
    text = "".join(f"line {number}\n" for number in range(20))
    saved(repository / "old.py", text)
    git(repository, "add", ".")
    git(repository, "commit", "-m", "second")
    git(repository, "mv", "old.py", "new.py")
    here = saved(repository / "new.py", text.replace("line 7", "line seven"))

    assert await new(new_code, here) == [7]


async def test_a_file_that_is_only_in_the_editor_is_new(
    new_code: NewCode, repository: Path
) -> None:
    assert await new(new_code, document(repository / "b.py", TEXT)) == [0, 1, 2]


async def test_a_file_through_a_link_and_one_with_a_strange_name_are_known(
    new_code: NewCode, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    link = tmp_path_factory.mktemp("elsewhere") / "link"
    link.symlink_to(repository)
    saved(repository / "[é] *.py", TEXT)
    git(repository, "add", ".")
    git(repository, "commit", "-m", "second")

    assert await new(new_code, document(link / "a.py", TEXT)) == []
    assert await new(new_code, document(repository / "[é] *.py", TEXT)) == []


async def test_windows_line_ends_are_no_news_and_old_macs_are(
    new_code: NewCode, repository: Path
) -> None:
    path = repository / "b.py"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    git(repository, "add", ".")
    git(repository, "commit", "-m", "second")

    assert await new(new_code, document(path, TEXT.replace("\n", "\r\n"))) == []
    assert await new(new_code, document(path, "one\rtwo\n")) == [0]


async def test_files_that_are_not_open_share_one_look(
    new_code: NewCode, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(repository / "b.py", TEXT)
    git(repository, "add", ".")
    git(repository, "commit", "-m", "second")
    saved(repository / "b.py", "one\nTWO\nthree\n")
    await asyncio.sleep(0.2)  # a stamp is only so fine
    first = await new_code.lines_on_disk(repository / "a.py")
    monkeypatch.setattr(changes, "_git", None)  # a second look would fail

    assert (first, await new_code.lines_on_disk(repository / "b.py")) == ((), (range(1, 2),))


async def test_files_without_a_repository_are_new(new_code: NewCode, tmp_path: Path) -> None:
    lines = await new_code.lines_on_disk(tmp_path / "a.py")

    assert touches(lines, 5, 5)


async def test_the_base_is_told_to_those_who_ask(new_code: NewCode, repository: Path) -> None:
    base = await new_code.base(repository)

    assert base is not None and base.root == repository.resolve()
    assert await new_code.base(repository.parent) is None


async def test_git_does_not_go_to_the_network(
    new_code: NewCode, repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A program that writes down what it is told, then does it, stands for git."""
    real = shutil.which("git")
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\ncase "$*" in *\\ diff\\ *) env > {tmp_path}/told;; esac\nexec {real} "$@"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")

    assert await new(new_code, saved(repository / "a.py", "one\nTWO\nthree\n")) == [1]
    told = (tmp_path / "told").read_text().splitlines()
    assert {"GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0"} <= set(told)
