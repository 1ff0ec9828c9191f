"""`devmentor insights`."""

import json
from pathlib import Path

import pytest
from tests.analyzers.history.repositories import commit, git, history, repository
from tests.cli.conftest import Run

CODE = "def f(x):\n    if x:\n        return {}\n"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    files = ({"basket.py": CODE.format(n), "notes on it.md": str(n)} for n in range(6))
    return history(tmp_path / "shop", files)


def test_people_see_tables(devmentor: Run, shop: Path) -> None:
    ran = devmentor("insights", str(shop))

    assert ran.returncode == 0
    assert ran.stdout.startswith("6 commits by 1 people since 2023-11-15.")
    assert "Hotspots" in ran.stdout
    assert "notes on it.md" in ran.stdout
    assert ran.stderr == ""


def test_scripts_get_json(devmentor: Run, shop: Path) -> None:
    found = json.loads(devmentor("insights", "--json", "-n", "1", cwd=shop).stdout)

    assert found["commits"] == 6
    assert [each["path"] for each in found["hotspots"]] == ["basket.py"]


def test_a_page_is_written(devmentor: Run, shop: Path) -> None:
    assert devmentor("insights", "shop", "--format", "html").stdout.startswith("<!doctype html>")


def test_fewer_commits_and_a_later_beginning_may_be_asked_for(devmentor: Run, shop: Path) -> None:
    cut = devmentor("insights", "shop", "--commits", "2").stdout
    later = json.loads(devmentor("insights", "shop", "--json", "--since", "2023-11-18").stdout)

    assert "only the newest 2 commits count" in cut
    assert later["commits"] == 3


def test_a_time_without_commits_makes_a_short_report(devmentor: Run, shop: Path) -> None:
    ran = devmentor("insights", "shop", "--since", "1d")

    assert (ran.returncode, ran.stdout) == (0, "0 commits by 0 people.\n")


def test_what_cannot_be_reported_on_exits_2_and_says_why(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    repository(tmp_path / "empty")

    for name, why in (
        ("plain", "is not in a git repository"),
        ("empty", "has no commit yet"),
        ("missing", "does not exist"),
    ):
        ran = devmentor("insights", name)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert why in ran.stderr


def test_without_git_it_says_that_git_is_missing(devmentor: Run, shop: Path) -> None:
    ran = devmentor("insights", "shop", PATH="")

    assert ran.returncode == 2
    assert "git is not installed" in ran.stderr


def test_a_shallow_clone_says_that_there_was_more(devmentor: Run, tmp_path: Path) -> None:
    whole = repository(tmp_path / "whole")
    (whole / "a.py").write_text("one = 1\n")
    commit(whole)
    commit(whole, day=1)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{whole}", "part")

    assert "Not the whole history: the clone is shallow." in devmentor("insights", "part").stdout
