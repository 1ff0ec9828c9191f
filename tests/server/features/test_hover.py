import pytest
from tests.server.editor import Editor

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
