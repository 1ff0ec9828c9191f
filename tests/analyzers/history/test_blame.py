from pathlib import Path

import pytest
from tests.analyzers.history.repositories import commit, repository

from devmentor_analyzers.git import GitError
from devmentor_analyzers.history.blame import blamed
from devmentor_analyzers.history.repository import repository_of


async def test_each_line_has_the_commit_it_is_from(tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / "a b.py").write_text("one = 1\ntwo = 2\n")
    first = commit(tmp_path)
    (tmp_path / "a b.py").write_text("one = 1\ntwo = 22\n")
    second = commit(tmp_path, day=1)
    found = await repository_of(tmp_path)

    assert await blamed(found, "a b.py", 0, 1) == {0: first, 1: second}
    assert await blamed(found, "a b.py", 1, 5) == {1: second}


async def test_what_is_on_the_disk_does_not_matter(tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / "a.py").write_text("one = 1\n")
    first = commit(tmp_path)
    (tmp_path / "a.py").write_text("zero = 0\none = 1\n")

    assert await blamed(await repository_of(tmp_path), "a.py", 0, 0) == {0: first}


async def test_commits_that_only_formatted_are_passed_over(tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / "a.py").write_text("one=1\n")
    first = commit(tmp_path)
    (tmp_path / "a.py").write_text("one = 1\n")
    second = commit(tmp_path, day=1)
    found = await repository_of(tmp_path)
    ignored = tmp_path / ".git-blame-ignore-revs"

    ignored.write_text(f"# formatted\n{second}\n")
    assert await blamed(found, "a.py", 0, 0) == {0: first}
    ignored.write_text("no commit\n")
    assert await blamed(found, "a.py", 0, 0) == {0: second}


async def test_a_file_or_line_that_is_not_committed_has_no_commits(tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / "a.py").write_text("one = 1\n")
    commit(tmp_path)
    found = await repository_of(tmp_path)

    for name, line in (("gone.py", 0), ("a.py", 90)):
        with pytest.raises(GitError):
            await blamed(found, name, line, line)


async def test_a_repository_cannot_have_its_programs_run(tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    bite = tmp_path / "bite.sh"
    bite.write_text(f"#!/bin/sh\ntouch {trap}\ncat\n")
    bite.chmod(0o700)
    here = repository(tmp_path / "here")
    (here / "a.py").write_text("one = 1\n")
    first = commit(here)
    (here / ".gitattributes").write_text("*.py filter=evil diff=evil\n")
    with (here / ".git" / "config").open("a") as config:
        config.write(f'[filter "evil"]\nclean = {bite}\n[diff "evil"]\ntextconv = {bite}\n')
    (here / "a.py").write_text("one = 2\n")

    assert await blamed(await repository_of(here), "a.py", 0, 0) == {0: first}
    assert not trap.exists()
