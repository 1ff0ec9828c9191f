from pathlib import Path
from typing import Any

import pytest
from tests.server.editor import FULL, Editor, started

from devmentor_server.uris import path_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


def command(uri: str, line: int, character: int) -> dict[str, Any]:
    place = {"uri": uri, "position": {"line": line, "character": character}}
    return {"command": "devmentor.explain", "arguments": [place]}


async def test_the_answer_is_opened_as_a_page(editor: Editor, shop: str) -> None:
    editor.replies["window/showDocument"] = {"success": True}
    answer = await editor.request("workspace/executeCommand", command(shop, 18, 5))
    shown = await editor.wait_for("window/showDocument")

    path = path_of(shown["uri"])
    assert path is not None
    assert answer["text"].strip() in path.read_text(encoding="utf-8")
    assert path.suffix == ".md"


async def test_a_client_that_opens_nothing_is_told_in_a_message(project: Path) -> None:
    async with started() as editor:
        await editor.initialize(project, capabilities={**FULL, "window": {}})
        uri = editor.open(project / "shop.py")
        answer = await editor.request("workspace/executeCommand", command(uri, 18, 5))
        shown = await editor.wait_for("window/showMessage")

        assert answer["text"][:200] in shown["message"]


async def test_the_status_can_be_asked_for(editor: Editor) -> None:
    status = await editor.request("workspace/executeCommand", {"command": "devmentor.status"})

    assert status["rung"] == "offline"
    assert status["detail"]
