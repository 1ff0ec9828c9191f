import pytest
from tests.server.editor import Editor

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_functions_and_classes_have_a_lens(editor: Editor, shop: str) -> None:
    lenses = await editor.of("codeLens", shop)

    lines = [lens["range"]["start"]["line"] for lens in lenses]
    assert lines == [6, 9, 13, 18]


async def test_a_lens_explains_what_it_stands_on(editor: Editor, shop: str) -> None:
    lens = (await editor.of("codeLens", shop))[-1]

    assert lens["command"] == {
        "title": "Explain",
        "command": "devmentor.explain",
        "arguments": [{"uri": shop, "position": {"line": 18, "character": 4}}],
    }


async def test_lenses_can_be_turned_off(editor: Editor, shop: str) -> None:
    off = {"settings": {"devmentor": {"codeLens": {"enabled": False}}}}
    on = {"settings": {"devmentor": {"codeLens": {"enabled": True}}}}
    editor.notify("workspace/didChangeConfiguration", off)
    without = await editor.of("codeLens", shop)
    editor.notify("workspace/didChangeConfiguration", on)

    assert without is None
    assert await editor.of("codeLens", shop)
