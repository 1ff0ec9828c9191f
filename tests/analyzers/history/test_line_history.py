from pathlib import Path

import pytest
from tests.analyzers.documents import document
from tests.analyzers.history.repositories import BOB, commit, git, repository

from devmentor_analyzers.git import GitError
from devmentor_analyzers.history.line_history import LineHistory


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two lines, the second from another commit than the first."""
    path = repository(tmp_path) / "a.py"
    path.write_text("one = 1\ntwo = 2\n")
    commit(tmp_path, "Count to two")
    path.write_text("one = 1\ntwo = 22\n")
    commit(tmp_path, "Correct two", author=BOB, day=31)
    return path


async def subjects(path: Path, text: str, first: int, last: int) -> list[str]:
    found = await LineHistory().behind(document(path, text), first, last)
    return [message.subject for message in found]


async def test_the_newest_commit_of_the_lines_comes_first(file: Path) -> None:
    assert await subjects(file, file.read_text(), 0, 1) == ["Correct two", "Count to two"]
    assert await subjects(file, file.read_text(), 0, 0) == ["Count to two"]


async def test_unsaved_lines_have_no_history_and_do_not_hide_others(file: Path) -> None:
    edited = "new = 0\none = 1\ntwo = 22\n"

    assert await subjects(file, edited, 0, 0) == []
    assert await subjects(file, edited, 1, 1) == ["Count to two"]
    assert await subjects(file, edited, 2, 2) == ["Correct two"]


async def test_a_text_that_is_edited_further_is_compared_anew(file: Path) -> None:
    lines = LineHistory()
    assert await lines.behind(document(file, file.read_text(), 1), 0, 0)

    assert await lines.behind(document(file, "zero = 0\n" + file.read_text(), 2), 0, 0) == []


async def test_line_ends_of_another_system_are_no_change(file: Path) -> None:
    assert await subjects(file, "one = 1\r\ntwo = 22\r\n", 0, 0) == ["Count to two"]
    assert await subjects(file, "one = 1\rtwo = 22\n", 0, 0) == []


async def test_no_history_without_repository_file_or_lines(file: Path, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()

    assert await subjects(outside / "b.py", "one = 1\n", 0, 0) == []
    assert await subjects(tmp_path / "gone" / "b.py", "one = 1\n", 0, 0) == []
    assert await subjects(tmp_path / "new.py", "one = 1\n", 0, 0) == []
    assert await subjects(file, file.read_text(), 90, 99) == []


async def test_no_history_without_git(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert await subjects(file, file.read_text(), 0, 1) == []


async def test_a_damaged_text_has_no_history(file: Path, tmp_path: Path) -> None:
    blob = git(tmp_path, "rev-parse", "HEAD:a.py")
    damaged = tmp_path / ".git" / "objects" / blob[:2] / blob[2:]
    damaged.chmod(0o600)
    damaged.write_bytes(b"nonsense")

    assert await subjects(file, file.read_text(), 0, 1) == []


async def test_what_is_remembered_asks_git_no_more(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines, snapshot = LineHistory(), document(file, file.read_text())
    found = await lines.behind(snapshot, 0, 1)
    monkeypatch.setenv("PATH", "")

    assert await lines.behind(snapshot, 0, 1) == found
    with pytest.raises(GitError, match="not installed"):
        await lines.repository(file.parent.parent)
