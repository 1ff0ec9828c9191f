from pathlib import Path

import pytest
from tests.analyzers.history.repositories import commit, repository

from devmentor_analyzers.history.mentions import Mention, mentioning_tests
from devmentor_analyzers.history.repository import Repository, repository_of


@pytest.fixture
async def shop(tmp_path: Path) -> Repository:
    """A function, and tests that mention it by several conventions."""
    repository(tmp_path)
    for name, text in {
        "total.py": "def total(): ...\n",
        "tests/test_a b.py": "total()\ntotal()\n",
        "web/total.spec.ts": "total();\n",
        "web/other.test.ts": "totals();\n",
        "src/deep/tests/data.py": "# total\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    commit(tmp_path)
    return await repository_of(tmp_path)


async def test_tests_that_mention_a_name_are_counted(shop: Repository) -> None:
    assert await mentioning_tests(shop, "total") == [
        Mention("tests/test_a b.py", 2),
        Mention("src/deep/tests/data.py", 1),
        Mention("web/total.spec.ts", 1),
    ]


@pytest.mark.parametrize("name", ["", "to", "no_such_name", "--help", "a b", "tot.*"])
async def test_nothing_is_said_of_what_is_no_name_or_not_mentioned(
    shop: Repository, name: str
) -> None:
    assert await mentioning_tests(shop, name) == []
