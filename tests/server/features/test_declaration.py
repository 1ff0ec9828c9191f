import pytest
from tests.server.editor import Editor

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_declaration_is_found_in_another_file(editor: Editor, app: str, shop: str) -> None:
    [found] = await editor.at("declaration", app, 4, 12)

    assert found["uri"] == shop
    assert found["range"]["start"] == {"line": 13, "character": 8}


async def test_a_keyword_is_declared_nowhere(editor: Editor, app: str) -> None:
    assert await editor.at("declaration", app, 0, 1) == []
