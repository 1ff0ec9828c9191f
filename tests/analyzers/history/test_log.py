import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.analyzers.history.repositories import START, commit, git, repository

from devmentor_analyzers.git import GitError
from devmentor_analyzers.history.log import LoggedCommit, Touch, details, files_at_head, newest
from devmentor_analyzers.history.repository import repository_of


async def told(folder: Path, commits: Sequence[str] | None = None) -> list[LoggedCommit]:
    found = await repository_of(folder)
    wanted = (await newest(found, 100))[0] if commits is None else commits
    return [each async for each in details(found, wanted)]


async def test_commits_come_newest_first_with_author_time_and_files(tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / "a.py").write_text("one = 1\n")
    first = commit(tmp_path)
    (tmp_path / "b.py").write_text("two = 2\n")
    second = commit(tmp_path, author="Bob <bob@example.org>", day=1)

    newer, older = await told(tmp_path)

    assert (newer.sha, newer.name, newer.email) == (second, b"Bob", b"bob@example.org")
    assert newer.when == START + 86_400
    assert newer.touches == [Touch(b"b.py")]
    assert (older.sha, older.touches) == (first, [Touch(b"a.py")])


async def test_a_renamed_file_says_what_it_was_called(tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / "a.py").write_text("one = 1\ntwo = 2\nthree = 3\nfour = 4\n")
    commit(tmp_path)
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    (tmp_path / "b.py").write_text("one = 1\ntwo = 2\nthree = 3\nfour = 5\n")
    commit(tmp_path)

    assert (await told(tmp_path))[0].touches == [Touch(b"b.py", before=b"a.py")]


async def test_any_name_that_a_file_system_takes_is_read(tmp_path: Path) -> None:
    repository(tmp_path)
    names = [b"a b", b"two\nlines", "ünï".encode(), b"no\xffutf8", b":100644 0", b"\x01x", b"-n"]
    for name in names:
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).touch()
    commit(tmp_path)

    (found,) = await told(tmp_path)

    assert {touch.path for touch in found.touches} == set(names)
    assert await files_at_head(await repository_of(tmp_path)) == set(names)


async def test_commits_without_files_and_merges_do_not_confuse(tmp_path: Path) -> None:
    repository(tmp_path)
    empty = commit(tmp_path)
    git(tmp_path, "checkout", "-q", "-b", "side")
    (tmp_path / "side.py").touch()
    side = commit(tmp_path, day=1)
    git(tmp_path, "checkout", "-q", "main")
    (tmp_path / "main.py").touch()
    main = commit(tmp_path, day=2)
    git(tmp_path, "merge", "-q", "--no-edit", "side")

    found = await told(tmp_path)

    assert [each.sha for each in found] == [main, side, empty]
    assert found[2].touches == []


async def test_a_submodule_is_no_file(tmp_path: Path) -> None:
    inner = repository(tmp_path / "inner")
    commit(inner)
    outer = repository(tmp_path / "outer")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "-q", "add", str(inner), "part")
    commit(outer)

    assert (await told(outer))[0].touches == [Touch(b".gitmodules")]


async def test_only_so_many_commits_are_listed_and_it_is_said(tmp_path: Path) -> None:
    repository(tmp_path)
    commits = [commit(tmp_path, day=day) for day in range(3)]

    listed, cut = await newest(await repository_of(tmp_path), 2)

    assert listed == [commits[2], commits[1]]
    assert cut == "only the newest 2 commits count"


async def test_a_shallow_clone_says_that_its_past_is_cut(tmp_path: Path) -> None:
    whole = repository(tmp_path / "whole")
    commit(whole)
    commit(whole)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{whole}", "part")

    listed, cut = await newest(await repository_of(tmp_path / "part"), 100)

    assert len(listed) == 1
    assert cut == "the clone is shallow"


async def test_a_damaged_tree_ends_the_reading_at_its_commit(tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / "a.py").write_text("one = 1\n")
    older = commit(tmp_path)
    (tmp_path / "a.py").write_text("one = 2\n")
    newer = commit(tmp_path, day=1)
    tree = git(tmp_path, "rev-parse", f"{older}^{{tree}}")
    damaged = tmp_path / ".git" / "objects" / tree[:2] / tree[2:]
    damaged.chmod(0o600)
    damaged.write_bytes(b"nonsense")

    with pytest.raises(GitError):
        await told(tmp_path, [older])
    with pytest.raises(GitError):
        await told(tmp_path, [newer])


async def test_a_clone_without_contents_tells_its_past_all_the_same(tmp_path: Path) -> None:
    whole = repository(tmp_path / "whole")
    (whole / "a.py").write_text("one = 1\n")
    commit(whole)
    (whole / "a.py").rename(whole / "b.py")
    commit(whole, day=1)
    git(whole, "config", "uploadpack.allowFilter", "true")
    url = f"file://{whole}"
    git(tmp_path, "clone", "-q", "--no-checkout", "--filter=blob:none", url, "part")

    newer, _ = await told(tmp_path / "part")

    assert newer.touches == [Touch(b"b.py", before=b"a.py")]
