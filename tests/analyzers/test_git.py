import contextlib
import os
from pathlib import Path

import pytest
from tests.analyzers.history.repositories import commit, git, history, repository
from tests.conftest import NewChildren

from devmentor_analyzers.git import GitError, streamed
from devmentor_analyzers.git import git as asked


async def test_git_answers_with_bytes(tmp_path: Path) -> None:
    repository(tmp_path)

    assert await asked(tmp_path, "rev-parse", "--is-bare-repository") == b"false\n"


async def test_what_git_complains_about_is_passed_on(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="is not in a git repository"):
        await asked(tmp_path, "rev-parse", "HEAD")
    with pytest.raises(GitError, match="git cat-file failed: fatal"):
        await asked(repository(tmp_path), "cat-file", "blob", "HEAD:gone")


async def test_git_that_is_missing_is_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(GitError, match="git is not installed"):
        await asked(tmp_path, "version")


async def test_a_folder_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="is not a folder"):
        await asked(tmp_path / "gone", "version")


async def test_git_is_ended_when_it_takes_too_long(
    tmp_path: Path, new_children: NewChildren
) -> None:
    os.mkfifo(tmp_path / "never-written")

    with pytest.raises(GitError, match="longer than"):
        await asked(tmp_path, "hash-object", "--no-filters", "never-written", timeout=0.3)

    assert [child.name() for child in new_children() if child.name() == "git"] == []


async def test_git_is_ended_when_nobody_reads_on(tmp_path: Path, new_children: NewChildren) -> None:
    history(tmp_path, ({"a.py": f"number = {number}"} for number in range(5_000)))

    async with contextlib.aclosing(streamed(tmp_path, "log", "-p")) as chunks:
        await anext(chunks)

    assert [child.name() for child in new_children() if child.name() == "git"] == []


async def test_a_repository_in_the_environment_is_not_the_one_that_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, other = repository(tmp_path / "here"), repository(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))

    found = await asked(here, "rev-parse", "--absolute-git-dir")

    assert found.decode().strip() == str(here / ".git")


async def test_nothing_that_a_repository_configures_is_run(tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    bite = tmp_path / "bite.sh"
    bite.write_text(f"#!/bin/sh\ntouch {trap}\n")
    bite.chmod(0o700)
    here = repository(tmp_path / "here")
    (here / "a.py").write_text("one = 1\n")
    (here / ".gitattributes").write_text("*.py diff=evil\n")
    commit(here)
    for name in ("core.fsmonitor", "gpg.program", "diff.external", "diff.evil.textconv"):
        git(here, "config", name, str(bite))
    git(here, "config", "log.showSignature", "true")
    git(here, "config", "core.pager", str(bite))

    await asked(here, "log", "-1", "--raw", "--no-ext-diff", "--no-textconv")
    await asked(here, "ls-files")
    await asked(here, "blame", "--no-textconv", "HEAD", "--", "a.py")

    assert not trap.exists()


async def test_nothing_is_fetched_for_a_clone_without_contents(tmp_path: Path) -> None:
    whole = repository(tmp_path / "whole")
    (whole / "a.py").write_text("one = 1\n")
    commit(whole)
    git(whole, "config", "uploadpack.allowFilter", "true")
    url = f"file://{whole}"
    git(tmp_path, "clone", "-q", "--no-checkout", "--filter=blob:none", url, "part")

    with pytest.raises(GitError):
        await asked(tmp_path / "part", "cat-file", "blob", "HEAD:a.py")
