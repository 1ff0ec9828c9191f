from pathlib import Path

import pytest
from tests.analyzers.history.repositories import BOB, START, commit, repository

from devmentor_analyzers.git import GitError
from devmentor_analyzers.history.insights import Wanted, insights

CODE = "def f(x):\n    if x:\n        return {}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two files that change together seven times, by two people, and one that rests."""
    folder = repository(tmp_path / "project")
    (folder / "inner").mkdir()
    (folder / "rests.py").write_text(CODE)
    commit(folder)
    for day in range(1, 8):
        (folder / "inner" / "hot.py").write_text(CODE.format(day))
        (folder / "inner" / "notes.md").write_text(str(day))
        commit(folder, day=day, author=BOB)
    return folder


async def test_a_folder_has_hotspots_owners_pairs_and_ages(project: Path) -> None:
    found = await insights(project, Wanted())

    assert [(each.path, each.commits) for each in found.hotspots] == [
        ("inner/hot.py", 7),
        ("rests.py", 1),
    ]
    assert [(each.path, found.past.people[each.owner]) for each in found.folders] == [
        ("", "Bob"),
        ("inner/", "Bob"),
    ]
    assert [each.path for each in found.files] == ["inner/hot.py"]
    assert [(each.path, each.partner) for each in found.pairs] == [
        ("inner/hot.py", "inner/notes.md")
    ]
    assert [each.path for each in found.ages] == ["rests.py", "inner/hot.py"]


async def test_a_part_of_a_repository_tells_of_itself(project: Path) -> None:
    inner = await insights(project / "inner", Wanted())
    file = await insights(project / "rests.py", Wanted())

    assert [each.path for each in inner.hotspots] == ["inner/hot.py"]
    assert inner.folders[0].path == "inner/"
    assert [each.path for each in file.hotspots] == ["rests.py"]
    assert file.pairs == []


async def test_the_past_may_begin_later(project: Path) -> None:
    found = await insights(project, Wanted(since=START + 7 * 86_400))

    assert [(each.path, each.commits) for each in found.hotspots] == [("inner/hot.py", 1)]


async def test_a_root_behind_a_link_is_the_same(project: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(project)

    assert len((await insights(tmp_path / "link" / "inner", Wanted())).hotspots) == 1


async def test_a_folder_git_knows_nothing_of_says_so(project: Path) -> None:
    (project / "new").mkdir()

    with pytest.raises(GitError, match="does not track anything"):
        await insights(project / "new", Wanted())
