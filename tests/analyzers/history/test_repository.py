from pathlib import Path

import pytest
from tests.analyzers.history.repositories import commit, git, repository

from devmentor_analyzers.git import GitError
from devmentor_analyzers.history.repository import repository_of


async def test_a_folder_in_a_repository_knows_root_and_newest_commit(tmp_path: Path) -> None:
    (repository(tmp_path / "here") / "inner").mkdir()
    (tmp_path / "here" / "a.py").touch()
    newest = commit(tmp_path / "here")

    found = await repository_of(tmp_path / "here" / "inner")

    assert (found.root, found.head) == (tmp_path / "here", newest)
    assert not found.shallow
    assert not found.partial


async def test_a_repository_without_commits_says_so(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="has no commit yet"):
        await repository_of(repository(tmp_path))


async def test_a_bare_repository_says_so(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "bare.git")

    with pytest.raises(GitError, match="is a bare repository"):
        await repository_of(tmp_path / "bare.git")


async def test_a_newest_commit_that_is_damaged_says_so(tmp_path: Path) -> None:
    repository(tmp_path)
    newest = commit(tmp_path)
    damaged = tmp_path / ".git" / "objects" / newest[:2] / newest[2:]
    damaged.chmod(0o600)
    damaged.write_bytes(b"nonsense")

    with pytest.raises(GitError, match="cannot be read"):
        await repository_of(tmp_path)


async def test_a_shallow_clone_knows_that_it_is(tmp_path: Path) -> None:
    whole = repository(tmp_path / "whole")
    commit(whole)
    commit(whole)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{whole}", "part")

    assert (await repository_of(tmp_path / "part")).shallow


async def test_a_clone_without_contents_knows_that_it_is(tmp_path: Path) -> None:
    whole = repository(tmp_path / "whole")
    commit(whole)
    git(whole, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{whole}", "part")

    assert (await repository_of(tmp_path / "part")).partial


async def test_a_second_work_tree_and_a_submodule_have_a_file_for_their_repository(
    tmp_path: Path,
) -> None:
    whole = repository(tmp_path / "whole")
    commit(whole)
    git(whole, "worktree", "add", "-q", str(tmp_path / "second"))
    outer = repository(tmp_path / "outer")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "-q", "add", str(whole), "inner")

    assert (tmp_path / "second" / ".git").is_file()
    assert (await repository_of(tmp_path / "second")).root == tmp_path / "second"
    assert (await repository_of(outer / "inner")).root == outer / "inner"


async def test_files_are_named_as_git_names_them_through_links_too(tmp_path: Path) -> None:
    here = repository(tmp_path / "here")
    commit(here)
    (tmp_path / "link").symlink_to(here)
    found = await repository_of(tmp_path / "link")

    assert found.root == here
    assert found.name_of(tmp_path / "link" / "a" / "b.py") == "a/b.py"
    assert found.name_of(tmp_path / "link") == ""
    assert found.name_of(tmp_path / "other.py") is None
