import pytest
from tests.server.editor import Editor

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_symbols_are_found_by_name_in_files_that_are_not_open(editor: Editor) -> None:
    found = await editor.symbols("cheapest")

    assert [each["name"] for each in found][:1] == ["cheapest"]
    assert found[0]["location"]["uri"].endswith("/shop.py")
    assert found[0]["location"]["range"]["start"]["line"] == 18


async def test_a_name_nobody_has_is_not_found(editor: Editor) -> None:
    assert await editor.request("workspace/symbol", {"query": "qqqzzz"}) == []
