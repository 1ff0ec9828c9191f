from pathlib import Path

import pytest
from tests.server.editor import Editor

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_each_range_is_inside_the_next(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "grow.py", "x = '😀' + f(abc)\n")
    places = [{"line": 0, "character": 13}, {"line": 0, "character": 0}]
    [first, second] = await editor.of("selectionRange", uri, positions=places)

    assert first["range"]["start"] == {"line": 0, "character": 13}
    assert first["parent"]["range"]["start"] == {"line": 0, "character": 12}
    assert second["range"]["end"] == {"line": 0, "character": 1}


async def test_a_language_nobody_parses_has_the_place_itself(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "a.unknown", "some words\n", "unknown")
    place = {"line": 0, "character": 5}
    [only] = await editor.of("selectionRange", uri, positions=[place])

    assert only == {"range": {"start": place, "end": place}}
