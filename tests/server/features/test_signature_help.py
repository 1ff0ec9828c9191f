import pytest
from tests.server.editor import Editor

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_parameter_at_the_cursor_is_marked(editor: Editor, app: str) -> None:
    help_ = await editor.at("signatureHelp", app, 2, 25)

    [signature] = help_["signatures"]
    assert "name: str" in signature["label"]
    assert help_["activeParameter"] == 1
    assert signature["parameters"][1]["label"] in signature["label"]
    assert None not in [*signature.values(), *help_.values()]


async def test_outside_a_call_there_is_no_help(editor: Editor, shop: str) -> None:
    assert await editor.at("signatureHelp", shop, 24, 2) is None
