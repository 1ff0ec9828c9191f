import pytest
from tests.server.editor import Editor

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_definition_is_found_in_another_file(editor: Editor, app: str, shop: str) -> None:
    [found] = await editor.at("definition", app, 3, 8)

    assert found["uri"] == shop
    assert found["range"]["start"] == {"line": 18, "character": 4}


async def test_a_name_without_definition_has_none(editor: Editor, shop: str) -> None:
    assert await editor.at("definition", shop, 1, 0) == []
