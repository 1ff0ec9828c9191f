from pathlib import Path

import pytest
from tests.analyzers.history.repositories import commit, git, repository

from devmentor_analyzers.history.issues import Forge, Issue, forge, forge_of, issues
from devmentor_analyzers.history.messages import Message
from devmentor_analyzers.history.repository import repository_of

GITHUB = Forge("https://github.com/ada/shop")
GITLAB = Forge("https://gitlab.example.org/group/sub/shop", gitlab=True)


def named(text: str, forge: Forge = GITHUB) -> list[Issue]:
    subject, _, body = text.partition("\n")
    return issues(Message("11" * 20, "Ada", 0, subject, body), forge)


@pytest.mark.parametrize(
    "remote",
    [
        "git@github.com:ada/shop.git",
        "https://github.com/ada/shop",
        "https://token:x@github.com/ada/shop.git/",
        "ssh://git@github.com:22/ada/shop.git",
    ],
)
def test_every_way_to_write_a_remote_is_one_page(remote: str) -> None:
    assert forge(remote) == GITHUB


def test_a_gitlab_of_ones_own_is_known_by_its_name() -> None:
    assert forge("git@gitlab.example.org:group/sub/shop.git") == GITLAB


@pytest.mark.parametrize(
    "remote",
    [
        "",
        "/srv/git/shop.git",
        "../shop",
        "https://example.org/a/b",
        "https://[",
        "C:\\shop",
        "https://github.com/a)b/c",
        "https://notgithub.com/a/b",
    ],
)
def test_the_pages_of_other_remotes_are_not_known(remote: str) -> None:
    assert forge(remote) == Forge()


def test_numbers_lead_to_the_forge() -> None:
    assert named("Count again (#12)\n\nSee GH-7.") == [
        Issue("#12", "https://github.com/ada/shop/issues/12"),
        Issue("GH-7", "https://github.com/ada/shop/issues/7"),
    ]
    assert named("Fix #12, see !8", GITLAB) == [
        Issue("#12", "https://gitlab.example.org/group/sub/shop/-/issues/12"),
        Issue("!8", "https://gitlab.example.org/group/sub/shop/-/merge_requests/8"),
    ]


def test_other_projects_and_whole_addresses_lead_there() -> None:
    assert named("Follow bob/lib#3\n\nFixes: https://github.com/eve/x/pull/9") == [
        Issue("bob/lib#3", "https://github.com/bob/lib/issues/3"),
        Issue("#9", "https://github.com/eve/x/pull/9"),
    ]


def test_without_a_known_forge_there_is_the_name_alone() -> None:
    assert named("SHOP-42: count (#12)", Forge()) == [Issue("SHOP-42"), Issue("#12")]


def test_what_only_looks_like_an_issue_is_none() -> None:
    text = "Read UTF-8 with SHA-256, see PEP-8\n\n&#39; a#b page.html#12 #fff wow!7"

    assert named(text) == []
    assert named(text, GITLAB) == []


def test_each_issue_is_named_once_and_three_at_most() -> None:
    assert [each.name for each in named("#1 #1 #2 #3 #4")] == ["#1", "#2", "#3"]


async def test_the_forge_is_read_from_the_remote(tmp_path: Path) -> None:
    repository(tmp_path)
    commit(tmp_path)
    found = await repository_of(tmp_path)

    assert await forge_of(found) == Forge()
    git(tmp_path, "remote", "add", "origin", "git@github.com:ada/shop.git")
    assert await forge_of(found) == GITHUB
    assert GITHUB.commit("abc") == "https://github.com/ada/shop/commit/abc"
    assert GITLAB.commit("abc").endswith("/shop/-/commit/abc")
