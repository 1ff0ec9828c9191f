import pytest
from tests.server.editor import Editor

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_variable_leads_to_its_class(editor: Editor, app: str, shop: str) -> None:
    [found] = await editor.at("typeDefinition", app, 4, 7)

    assert found["uri"] == shop
    assert found["range"]["start"] == {"line": 6, "character": 6}


async def test_what_has_no_type_leads_nowhere(editor: Editor, app: str) -> None:
    assert await editor.at("typeDefinition", app, 1, 0) == []
