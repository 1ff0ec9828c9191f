from pathlib import Path
from typing import Any

import pytest
from tests.analyzers.history.repositories import commit, repository
from tests.server.editor import Editor, started

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_hover_shows_signature_and_documentation(editor: Editor, app: str) -> None:
    hover = await editor.at("hover", app, 3, 8)

    assert hover["contents"]["kind"] == "markdown"
    assert "cheapest" in hover["contents"]["value"]
    assert "The one that costs least." in hover["contents"]["value"]


async def test_positions_behind_an_astral_character_are_the_clients(
    editor: Editor, app: str
) -> None:
    hover = await editor.at("hover", app, 2, 39)

    assert "Fruit" in hover["contents"]["value"]
    assert hover["range"] is None or hover["range"]["start"]["line"] == 2


async def test_there_is_nothing_to_say_about_empty_space(editor: Editor, shop: str) -> None:
    assert await editor.at("hover", shop, 1, 0) is None


async def test_a_document_that_is_not_open_has_no_hover(editor: Editor) -> None:
    assert await editor.at("hover", "file:///not/open.py", 0, 0) is None


async def hovered(editor: Editor, uri: str, words: str) -> dict[str, Any]:
    """Hover again and again, as people do, until the words are there."""
    while True:
        hover = await editor.at("hover", uri, 0, 5)
        if hover and words in hover["contents"]["value"]:
            return hover


async def test_a_committed_line_says_why_it_is_like_this(tmp_path: Path) -> None:
    project = repository(tmp_path / "project")
    (project / "total.py").write_text("def total() -> int:\n    return 1\n")
    (project / "total.go").write_text("func total() {}\n")
    commit(project, "Count to one\n\nNobody could.")
    async with started() as editor:
        await editor.initialize(project)
        python = await hovered(editor, editor.open(project / "total.py"), "Count to one")
        uri = editor.open(project / "total.go", language="go")
        go = await hovered(editor, uri, "Count to one")
        await editor.leave()

    value = python["contents"]["value"]
    assert value.index("total() -> int") < value.index("**Why is it like this**")
    assert "> Nobody could." in value
    assert go["contents"]["value"].startswith("**Why is it like this**")


async def test_a_line_that_is_not_committed_says_nothing_of_it(tmp_path: Path) -> None:
    project = repository(tmp_path / "project")
    (project / "total.py").write_text("def total() -> int:\n    return 1\n")
    commit(project, "Count to one")
    text = "def other() -> int:\n    return 2\n\n\ndef total() -> int:\n    return 1\n"
    async with started() as editor:
        await editor.initialize(project)
        uri = editor.open(project / "total.py", text)
        while "Count" not in str(await editor.at("hover", uri, 4, 5)):
            pass
        new = await hovered(editor, uri, "other() -> int")
        await editor.leave()

    assert "Count" not in new["contents"]["value"]


async def test_history_can_be_left_out(tmp_path: Path) -> None:
    project = repository(tmp_path / "project")
    (project / "total.go").write_text("func total() {}\n")
    commit(project, "Count to one")
    off = {"settings": {"devmentor": {"hover": {"history": False}}}}
    async with started() as editor:
        await editor.initialize(project)
        uri = editor.open(project / "total.go", language="go")
        await hovered(editor, uri, "Count to one")
        editor.notify("workspace/didChangeConfiguration", off)

        assert await editor.at("hover", uri, 0, 5) is None
        await editor.leave()
