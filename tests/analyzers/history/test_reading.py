import os
from pathlib import Path

from tests.analyzers.history.repositories import BOB, START, commit, git, history, repository

from devmentor_analyzers.history.past import Past
from devmentor_analyzers.history.reading import Bounds, read_past
from devmentor_analyzers.history.repository import repository_of


async def past(
    folder: Path, bounds: Bounds | None = None, done: list[tuple[int, int]] | None = None
) -> Past:
    steps: list[tuple[int, int]] = [] if done is None else done

    def note(step: int, total: int) -> None:
        steps.append((step, total))

    return await read_past(await repository_of(folder), bounds or Bounds(), note)


async def test_the_past_has_commits_people_and_files(tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / "a.py").touch()
    commit(tmp_path)
    (tmp_path / "b.py").touch()
    commit(tmp_path, author=BOB, day=1)

    found = await past(tmp_path)

    assert [found.people[each.author] for each in found.commits] == ["Bob", "Ada"]
    assert [each.files for each in found.commits] == [("b.py",), ("a.py",)]
    assert found.commits[1].time == START
    assert found.files == {"a.py", "b.py"}
    assert found.cut == ""


async def test_only_new_commits_are_read_the_next_time(tmp_path: Path) -> None:
    history(tmp_path, ({"a.py": str(number)} for number in range(700)))
    first: list[tuple[int, int]] = []
    second: list[tuple[int, int]] = []
    await past(tmp_path, done=first)
    (tmp_path / "b.py").touch()
    commit(tmp_path, day=1000)

    found = await past(tmp_path, done=second)

    assert first == [(500, 700), (700, 700)]
    assert second == [(1, 1)]
    assert len(found.commits) == 701


async def test_another_branch_has_its_own_past(tmp_path: Path) -> None:
    repository(tmp_path)
    commit(tmp_path)
    git(tmp_path, "checkout", "-q", "-b", "side")
    commit(tmp_path, day=1)
    assert len((await past(tmp_path)).commits) == 2

    git(tmp_path, "checkout", "-q", "main")

    assert len((await past(tmp_path)).commits) == 1


async def test_a_renamed_file_keeps_its_past(tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / "a.py").write_text("one = 1\ntwo = 2\n")
    commit(tmp_path)
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    commit(tmp_path, day=1)

    assert [each.files for each in (await past(tmp_path)).commits] == [("b.py",), ("b.py",)]


async def test_of_a_hundred_thousand_commits_only_the_newest_are_read(tmp_path: Path) -> None:
    history(tmp_path, ({f"f{number % 50}.py": str(number)} for number in range(100_000)))
    done: list[tuple[int, int]] = []

    found = await past(tmp_path, Bounds(commits=2_000), done)

    assert done[-1] == (2_000, 2_000)
    assert len(found.commits) == 2_000
    assert found.commits[0].time == START + 100_000 * 86_400
    assert found.cut == "only the newest 2,000 commits count"


async def test_what_is_not_read_in_time_is_read_the_next_time(tmp_path: Path) -> None:
    history(tmp_path, ({"a.py": str(number)} for number in range(1_200)))
    cut = await past(tmp_path, Bounds(seconds=0))
    done: list[tuple[int, int]] = []

    whole = await past(tmp_path, done=done)

    assert (len(cut.commits), cut.cut) == (500, "700 commits are left for the next time")
    assert done == [(500, 700), (700, 700)]
    assert len(whole.commits) == 1_200


async def test_so_many_files_are_read_in_one_go(tmp_path: Path) -> None:
    history(tmp_path, ({"a.py": str(number)} for number in range(1_200)))

    found = await past(tmp_path, Bounds(touches=400))

    assert found.cut == "700 commits are left for the next time"


async def test_a_commit_that_cannot_be_read_costs_itself_only(tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / "folder").mkdir()
    for day in range(4):
        (tmp_path / "folder" / "a.py").write_text(str(day))
        commit(tmp_path, day=day)
    tree = git(tmp_path, "rev-parse", "HEAD~2:folder")
    damaged = tmp_path / ".git" / "objects" / tree[:2] / tree[2:]
    damaged.chmod(0o600)
    damaged.write_bytes(b"nonsense")

    found = await past(tmp_path)

    assert [each.time for each in found.commits] == [START + 3 * 86_400, START]
    assert found.cut == "2 commits cannot be read"


async def test_a_damaged_commit_ends_the_past(tmp_path: Path) -> None:
    repository(tmp_path)
    commits = [commit(tmp_path, day=day) for day in range(3)]
    damaged = tmp_path / ".git" / "objects" / commits[0][:2] / commits[0][2:]
    damaged.chmod(0o600)
    damaged.write_bytes(b"nonsense")

    found = await past(tmp_path)

    assert found.commits
    assert "git rev-list failed" in found.cut


async def test_odd_names_of_people_and_files_are_read(tmp_path: Path) -> None:
    repository(tmp_path)
    name = os.fsdecode(b"odd \xff\n name.py")
    (tmp_path / name).touch()
    git(tmp_path, "config", "i18n.commitEncoding", "utf-8")
    commit(tmp_path, author=os.fsdecode(b"Ren\xe9 <rene@example.org>"))

    found = await past(tmp_path)

    assert found.people == ["René"]
    assert found.commits[0].files == (name,)
