from dataclasses import replace
from pathlib import Path

from tests.analyzers.documents import document
from tests.analyzers.history.repositories import START, commit, git, repository

from devmentor_analyzers.history.issues import Forge, Issue
from devmentor_analyzers.history.line_history import LineHistory
from devmentor_analyzers.history.mentions import Mention
from devmentor_analyzers.history.messages import Message
from devmentor_analyzers.history.repository import Repository
from devmentor_analyzers.history.why import Why, as_markdown, why, with_tests

DAY = 86_400
NOWHERE = Repository(Path("/nowhere"), "11" * 20, shallow=False, partial=False)
CODE = "def total():\n    return 1\n"


def known(subject: str = "Count", body: str = "", author: str = "Ada") -> Why:
    message = Message("0123456789" * 4, author, 0, subject, body)
    return Why(NOWHERE, message, Forge("https://github.com/a/b"), [])


async def test_a_line_has_its_commit_issue_and_tests(tmp_path: Path) -> None:
    repository(tmp_path)
    git(tmp_path, "remote", "add", "origin", "https://github.com/ada/shop.git")
    (tmp_path / "total.py").write_text(CODE)
    (tmp_path / "test_total.py").write_text("total()\n")
    sha = commit(tmp_path, "Count\n\nBecause.\n\nFixes #12\nSigned-off-by: Ada <a@b>")

    snapshot = document(tmp_path / "total.py", CODE)
    found = await why(LineHistory(), snapshot, 0)

    assert found is not None
    found = await with_tests(found, snapshot, "total")
    assert as_markdown(found, START + 3 * DAY) == (
        "**Why is it like this**\n\n"
        f"Count — Ada, 3 days ago ([`{sha[:8]}`](https://github.com/ada/shop/commit/{sha}))\n\n"
        "> Because.  \n>   \n> Fixes #12\n\n"
        "[#12](https://github.com/ada/shop/issues/12)\n\n"
        "Tests that mention `total`: `test_total.py`"
    )


async def test_a_line_that_is_not_committed_has_no_reason(tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / "total.py").write_text(CODE)
    commit(tmp_path)

    new = document(tmp_path / "total.py", "# new\n" + CODE)
    assert await why(LineHistory(), new, 0) is None
    assert await why(LineHistory(), document(tmp_path / "other.py", CODE), 0) is None


def test_what_people_write_is_no_markup() -> None:
    said = as_markdown(known("[x](command:evil) <img> `a`", author="*Ada*"))

    assert "\\[x\\](command:evil) \\<img\\> \\`a\\`" in said
    assert "\\*Ada\\*" in said


def test_a_long_message_is_cut() -> None:
    said = as_markdown(known(body="\n".join(f"line {number}" for number in range(50))))

    assert "> line 7" in said
    assert "line 8" not in said
    assert said.endswith("> …")


def test_a_commit_without_words_says_so() -> None:
    assert "A commit without a message — Ada" in as_markdown(known(""))


def test_issues_and_many_tests_are_listed_briefly() -> None:
    tests = [Mention(f"test_{number}.py", 1) for number in range(5)]
    named = [Issue("SHOP-1"), Issue("#2", "https://x/2")]
    found = replace(known(), issues=named, name="f", tests=tests)

    said = as_markdown(found)
    assert "SHOP-1, [#2](https://x/2)" in said
    assert said.endswith("`test_0.py`, `test_1.py`, `test_2.py` and 2 more")


async def test_a_name_that_every_test_mentions_is_nobodys_own(tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / "total.py").write_text(CODE)
    for number in range(21):
        (tmp_path / f"test_{number}.py").write_text("total()\n")
    commit(tmp_path)

    snapshot = document(tmp_path / "total.py", CODE)
    found = await why(LineHistory(), snapshot, 0)

    assert found is not None
    assert not (await with_tests(found, snapshot, "total")).tests
