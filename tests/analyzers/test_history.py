import os
import subprocess
from pathlib import Path

import pytest

from devmentor_analyzers.history import history_of


def git(folder: Path, *arguments: str, date: str = "2026-01-01T00:00:00Z") -> None:
    identity = [
        "-c",
        "user.name=Ada",
        "-c",
        "user.email=ada@example.org",
        "-c",
        "commit.gpgsign=false",
    ]
    dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    command = ["git", *identity, *arguments]
    subprocess.run(
        command, cwd=folder, check=True, capture_output=True, env={**os.environ, **dates}
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    file = tmp_path / "a.py"
    file.write_text("one = 1\ntwo = 2\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "Count to two")
    file.write_text("one = 1\ntwo = 22\n")
    git(tmp_path, "commit", "-qam", "Correct two", date="2026-02-01T00:00:00Z")
    return file


async def test_the_newest_commit_of_the_lines_comes_first(repository: Path) -> None:
    commits = await history_of(repository, 0, 1)

    assert [commit.subject for commit in commits] == ["Correct two", "Count to two"]
    assert commits[0].author == "Ada"
    assert commits[0].date == "2026-02-01T00:00:00+00:00"
    assert len(commits[0].sha) == 40


async def test_only_commits_of_these_lines_count(repository: Path) -> None:
    assert [commit.subject for commit in await history_of(repository, 0, 0)] == ["Count to two"]


async def test_lines_that_are_not_committed_have_no_history(repository: Path) -> None:
    repository.write_text("new = 0\none = 1\ntwo = 22\n")

    assert await history_of(repository, 0, 0) == []


async def test_at_most_so_many_commits_as_asked_for(repository: Path) -> None:
    assert len(await history_of(repository, 0, 1, limit=1)) == 1


async def test_no_history_without_repository_file_or_lines(
    repository: Path, tmp_path: Path
) -> None:
    assert await history_of(tmp_path.parent / "elsewhere" / "b.py", 0, 0) == []
    assert await history_of(tmp_path / "gone.py", 0, 0) == []
    assert await history_of(repository, 90, 99) == []


async def test_no_history_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert await history_of(repository, 0, 1) == []
