from pathlib import Path

from tests.analyzers.documents import document
from tests.analyzers.history.repositories import BOB, commit, repository

from devmentor_analyzers.history.messages import Message
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.workspace import Workspace
from devmentor_server.history_lenses import history_titles, title

DAY = 86_400


def by(author: str, day: int) -> Message:
    return Message("11" * 20, author, day * DAY, "", "")


def test_one_author_is_named_and_several_are_counted() -> None:
    assert title([by("Ada", 1), by("Ada", 3)], 4 * DAY) == "Ada, changed yesterday"
    assert title([by("Ada", 1), by("Bob", 2)], 100 * DAY) == "2 authors, changed 3 months ago"


async def test_only_symbols_that_are_committed_have_words(tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / "a.py").write_text("def one():\n    return 1\n")
    commit(tmp_path, author=BOB)
    snapshot = document(tmp_path / "a.py", "def new(): ...\n\n\ndef one():\n    return 1\n")
    analysis = Workspace([tmp_path], Settings(ty=False, lint=False))

    found = await history_titles(analysis, snapshot, await analysis.outline(snapshot))

    assert [(symbol.name, words.split(",")[0]) for symbol, words in found] == [("one", "Bob")]
    await analysis.close()
