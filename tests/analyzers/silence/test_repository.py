from pathlib import Path

from tests.analyzers.checking.test_changes import git, repository

from devmentor_analyzers.silence.repository import git_folder, stamp, stamps

__all__ = ["repository"]


def test_the_repository_is_found_from_inside(repository: Path) -> None:
    (repository / "a" / "b").mkdir(parents=True)

    assert git_folder(repository / "a" / "b") == repository / ".git"


def test_outside_of_a_repository_there_is_none(tmp_path: Path) -> None:
    assert git_folder(tmp_path) is None


def test_a_work_tree_has_its_own_and_shares_the_rest(repository: Path) -> None:
    git(repository, "worktree", "add", "other", "-b", "other")
    found = git_folder(repository / "other")
    assert found is not None
    before = stamp(found)
    git(repository, "branch", "third")

    assert (found / "HEAD").is_file()
    assert stamp(found) != before


def test_a_commit_is_noticed_and_an_edit_is_not(repository: Path) -> None:
    before = stamp(repository / ".git")
    (repository / "a.py").write_text("one\n")
    edited = stamp(repository / ".git")
    git(repository, "commit", "-am", "second")

    assert edited == before != stamp(repository / ".git")


def test_a_file_that_is_not_there_has_no_stamp(tmp_path: Path) -> None:
    assert stamps(tmp_path / "none") == (None,)
