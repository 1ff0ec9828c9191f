import asyncio
from pathlib import Path

import pytest
from tests.analyzers.documents import document

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_protocol.finding import Severity


async def test_a_huge_text_is_not_parsed_and_says_so(tmp_path: Path) -> None:
    syntax, huge = Syntax(Settings()), document(tmp_path / "a.py", "x = 1\n" * 9_000_000)

    (note,) = await syntax.faults(huge)

    assert (note.code, note.severity) == ("too-large", Severity.INFORMATION)
    assert "54.0 million" in note.message
    assert await syntax.outline(huge) == ()
    assert await syntax.folds(huge) == ()


async def test_a_binary_text_is_not_parsed_and_says_so(tmp_path: Path) -> None:
    (note,) = await Syntax(Settings()).faults(document(tmp_path / "a.py", "\0\1\2"))

    assert note.code == "binary"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
async def test_positions_are_right_whatever_ends_the_lines(tmp_path: Path, ends: str) -> None:
    text = ends.join(["x = 1", "def f():", "    return 'é'", ""])
    if ends == "\r":  # Python's grammar does not know it as a line end: nothing may break
        assert await Syntax(Settings()).outline(document(tmp_path / "a.py", text)) is not None
        return

    (_, function) = await Syntax(Settings()).outline(document(tmp_path / "a.py", text))

    assert (function.name, function.range.start.line, function.range.end.line) == ("f", 1, 2)


async def test_a_large_document_is_parsed_beside_the_event_loop(tmp_path: Path) -> None:
    syntax = Syntax(Settings())
    large = document(tmp_path / "a.py", "def f():\n    return 1\n" * 10_000)
    turns = 0

    outlining = asyncio.create_task(syntax.outline(large))
    while not outlining.done():
        await asyncio.sleep(0)
        turns += 1

    assert turns > 2
    assert len(await outlining) == 10_000


async def test_readers_of_one_large_document_share_its_tree(tmp_path: Path) -> None:
    syntax = Syntax(Settings())
    large = document(tmp_path / "a.py", "def f():\n    return 1\n" * 10_000)

    first, again, folds = await asyncio.gather(
        syntax.outline(large), syntax.outline(large), syntax.folds(large)
    )

    assert len(first) == len(again) == len(folds) == 10_000
    assert await syntax.outline(large) is await syntax.outline(large)


async def test_a_forgotten_document_can_come_back(tmp_path: Path) -> None:
    syntax, here = Syntax(Settings()), document(tmp_path / "a.py", "x = 1\n")
    await syntax.outline(here)

    syntax.forget(here.uri)

    assert [symbol.name for symbol in await syntax.outline(here)] == ["x"]


async def test_functions_are_measured_once_a_tree(tmp_path: Path) -> None:
    syntax, here = Syntax(Settings()), document(tmp_path / "a.go", "package m\nfunc f() {}\n")

    (found,) = await syntax.metrics(here)

    assert (found.name, found.cyclomatic_complexity) == ("f", 1)
    assert await syntax.metrics(here) is await syntax.metrics(here)
