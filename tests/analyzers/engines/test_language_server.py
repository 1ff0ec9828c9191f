import sys
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.analyzers.documents import saved
from tests.analyzers.engines import small_server

from devmentor_analyzers.engines.engine import Engine
from devmentor_analyzers.engines.language_server import LanguageServer, find_symbols
from devmentor_analyzers.engines.recipe import Recipe
from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.position import Position

AT = Position(line=1, character=0)


@pytest.fixture
async def server(tmp_path: Path) -> AsyncGenerator[LanguageServer]:
    command = [sys.executable, small_server.__file__]
    engine = Engine(Recipe("small", command, frozenset({"small"})), [tmp_path])
    engine.start()
    yield LanguageServer(engine)
    await engine.close()


def small(path: Path) -> Snapshot:
    text = "word apple\napple bad\n"
    saved(path, text)
    return Snapshot(path.as_uri(), path, "small", 1, text)


async def test_what_a_server_pushes_and_answers_become_our_values(
    server: LanguageServer, tmp_path: Path
) -> None:
    snapshot = small(tmp_path / "a.small")
    server.engine.opened(snapshot)

    findings = await server.findings(snapshot)
    hover = await server.hover(snapshot, AT)
    definitions = await server.definitions(snapshot, AT)
    outline = await server.outline(snapshot)

    assert [(each.source, each.code) for each in findings or []] == [("small", "bad")]
    assert hover is not None
    assert "apple" in hover.markdown
    assert [each.range.start.line for each in definitions or []] == [0]
    assert [each.name for each in outline or []] == ["apple"]


async def test_another_language_is_none_of_its_business(
    server: LanguageServer, tmp_path: Path
) -> None:
    other = saved(tmp_path / "a.py", "x = 1\n")

    assert await server.findings(other) is None
    assert await server.hover(other, AT) is None
    assert await find_symbols(server.engine, "x") == []
