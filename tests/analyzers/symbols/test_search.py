import asyncio
from pathlib import Path

import pytest
from tests.analyzers.documents import saved

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.symbols.search import SymbolSearch


async def test_symbols_of_the_workspace_are_found_while_and_after_it_is_read(
    tmp_path: Path,
) -> None:
    for number in range(50):
        saved(tmp_path / f"m{number}.py", f"class Thing{number}:\n    size = 1\n")
    saved(tmp_path / ".gitignore", "hidden.py\n")
    saved(tmp_path / "hidden.py", "class ThingHidden: ...\n")
    search = SymbolSearch([tmp_path], Settings())
    search.engine.start()
    try:
        async with asyncio.timeout(60):
            while len(found := await search.find("Thing", 100)) < 50:
                await asyncio.sleep(0.02)
        (size, *_) = await search.find("size", 1)
    finally:
        await search.engine.close()

    assert len(found) == 50
    assert size.container is not None
    assert size.container.startswith("Thing")
    assert size.location.range.start.line == 1


async def test_a_search_without_its_process_finds_nothing(tmp_path: Path) -> None:
    search = SymbolSearch([tmp_path], Settings())
    search.engine.start()
    await search.engine.close()

    assert await search.find("x", 5) == []


async def test_a_full_index_is_told_of_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The engine is a fake whose index is full: three hundred thousand symbols take minutes."""

    class Full:
        async def ask(self, _method: str, _params: object) -> object:
            return {"items": [], "isFull": True, "isReading": False}

    search = SymbolSearch([tmp_path], Settings())
    search.engine = Full()  # pyright: ignore[reportAttributeAccessIssue] - see above
    for _ in range(2):
        await search.find("x", 5)

    assert [record.message.partition(";")[0] for record in caplog.records] == [
        "This workspace has more than 300,000 symbols"
    ]
