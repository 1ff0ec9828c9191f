from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.analyzers.advice.test_complexity import WIDE
from tests.analyzers.documents import document, saved

from devmentor_analyzers.advice.advice import Advice
from devmentor_analyzers.advice.choices import Choices
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.symbols.search import SymbolSearch


@pytest.fixture
async def advice(tmp_path: Path) -> AsyncGenerator[Advice]:
    search = SymbolSearch([tmp_path], Settings())
    search.engine.start()
    yield Advice(search.engine, Choices())
    await search.engine.close()


async def test_advice_comes_from_the_process_that_reads_the_workspace(
    advice: Advice, tmp_path: Path
) -> None:
    found = await advice.findings(document(tmp_path / "a.py", WIDE))

    assert [(each.source, each.code) for each in found] == [("devmentor", "too-complex")]
    assert found[0].path == str(tmp_path / "a.py")


async def test_each_version_has_its_own_advice(advice: Advice, tmp_path: Path) -> None:
    path = tmp_path / "a.py"

    assert await advice.findings(document(path, WIDE, 1))
    assert await advice.findings(document(path, "x = 1\n", 2)) == []


async def test_a_closed_file_is_read_from_the_disk(advice: Advice, tmp_path: Path) -> None:
    found = await advice.findings_on_disk(saved(tmp_path / "a.py", WIDE))

    assert [each.code for each in found] == ["too-complex"]


async def test_silence_asks_nobody(tmp_path: Path) -> None:
    search = SymbolSearch([tmp_path], Settings())
    quiet = Advice(search.engine, Choices.silent())

    assert await quiet.findings(document(tmp_path / "a.py", WIDE)) == []
    assert await quiet.findings_on_disk(document(tmp_path / "a.py", WIDE)) == []


async def test_without_the_process_there_is_no_advice_and_no_error(tmp_path: Path) -> None:
    search = SymbolSearch([tmp_path], Settings())
    search.engine.start()
    await search.engine.close()

    found = await Advice(search.engine, Choices()).findings(document(tmp_path / "a.py", WIDE))

    assert found == []
