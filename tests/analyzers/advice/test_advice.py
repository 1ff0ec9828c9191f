import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.analyzers.advice.test_complexity import WIDE
from tests.analyzers.advice.test_last_run import NEW, changed_project
from tests.analyzers.documents import document, saved

from devmentor_analyzers.advice.advice import Advice
from devmentor_analyzers.advice.choices import Choices
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.symbols.search import SymbolSearch
from devmentor_analyzers.syntax.syntax import Syntax


def advice_of(search: SymbolSearch, choices: Choices) -> Advice:
    return Advice(search.engine, choices, Syntax(Settings()).outline)


@pytest.fixture
async def advice(tmp_path: Path) -> AsyncGenerator[Advice]:
    search = SymbolSearch([tmp_path], Settings())
    search.engine.start()
    advice = advice_of(search, Choices())
    yield advice
    advice.close()
    await search.engine.close()


async def codes(advice: Advice, snapshot: Snapshot) -> list[str]:
    """Ask, and once more after each news, until something is said."""
    news = asyncio.Event()
    advice.on_news = news.set
    while not (found := await advice.findings(snapshot)):
        await asyncio.wait_for(news.wait(), 60)
        news.clear()
    assert {each.path for each in found} == {str(snapshot.path)}
    return [each.code for each in found]


async def test_advice_comes_from_the_process_that_reads_the_workspace(
    advice: Advice, tmp_path: Path
) -> None:
    assert await codes(advice, document(tmp_path / "a.py", WIDE)) == ["too-complex"]


async def test_until_it_is_known_anew_it_is_as_it_was_and_moved_along(
    advice: Advice, tmp_path: Path
) -> None:
    await codes(advice, document(tmp_path / "a.py", WIDE, 1))

    (found,) = await advice.findings(document(tmp_path / "a.py", f"x = 1\n{WIDE}", 2))

    assert found.range.start.line == 1


async def test_what_is_gone_is_news_too(advice: Advice, tmp_path: Path) -> None:
    await codes(advice, document(tmp_path / "a.py", WIDE, 1))
    better = document(tmp_path / "a.py", f"x = 1\n{WIDE[:100]}\n", 2)
    news = asyncio.Event()
    advice.on_news = news.set

    while await advice.findings(better):
        await asyncio.wait_for(news.wait(), 60)
        news.clear()


async def test_a_closed_file_is_read_from_the_disk(advice: Advice, tmp_path: Path) -> None:
    found = await advice.findings_on_disk(saved(tmp_path / "a.py", WIDE))

    assert [each.code for each in found] == ["too-complex"]


async def test_what_no_test_reaches_is_said_beside(advice: Advice, tmp_path: Path) -> None:
    changed_project(tmp_path)

    assert await codes(advice, document(tmp_path / "a.py", NEW)) == ["untested-change"]


async def test_a_document_that_was_closed_is_forgotten(advice: Advice, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.py", WIDE)
    await codes(advice, snapshot)

    advice.forget(snapshot.uri)
    advice.files_changed()

    assert await codes(advice, snapshot) == ["too-complex"]


async def test_silence_asks_nobody(tmp_path: Path) -> None:
    quiet = advice_of(SymbolSearch([tmp_path], Settings()), Choices.silent())

    assert await quiet.findings(document(tmp_path / "a.py", WIDE)) == []
    assert await quiet.findings_on_disk(document(tmp_path / "a.py", WIDE)) == []


async def test_without_the_process_there_is_no_advice_and_no_error(tmp_path: Path) -> None:
    search = SymbolSearch([tmp_path], Settings())
    search.engine.start()
    await search.engine.close()
    advice = advice_of(search, Choices())

    assert await advice.findings(document(tmp_path / "a.py", WIDE)) == []
    assert await advice.findings_on_disk(document(tmp_path / "a.py", WIDE)) == []
