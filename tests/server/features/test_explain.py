from pathlib import Path
from typing import Any

import pytest
from tests.server.editor import Editor, Refused

from devmentor_protocol.errors import ErrorCode

pytestmark = pytest.mark.asyncio(loop_scope="module")


def target(uri: str, line: int, character: int) -> dict[str, Any]:
    return {"target": {"uri": uri, "position": {"line": line, "character": character}}}


async def test_the_answer_streams_as_partial_results(editor: Editor, shop: str) -> None:
    params = {**target(shop, 18, 5), "partialResultToken": "stream-1"}
    answer = await editor.request("devmentor/explain", params)

    chunks = [
        each["params"]["value"]["text"]
        for each in editor.heard
        if each["method"] == "$/progress" and each["params"]["token"] == "stream-1"
    ]
    assert "".join(chunks) == answer["text"]


async def test_offline_the_answer_comes_from_code_and_documentation(
    editor: Editor, shop: str
) -> None:
    answer = await editor.request("devmentor/explain", target(shop, 18, 5))

    assert answer["receipt"]["rung"] == "offline"
    assert answer["receipt"]["model"] is None
    assert "The one that costs least." in answer["text"]


async def test_offline_a_finding_is_explained_by_its_rule(editor: Editor, shop: str) -> None:
    answer = await editor.request("devmentor/explain", target(shop, 3, 10))

    assert "F401" in answer["text"]
    assert "unused" in answer["text"].lower()


async def test_the_receipt_names_the_lines_it_was_made_from(editor: Editor, shop: str) -> None:
    answer = await editor.request("devmentor/explain", target(shop, 18, 5))

    first = answer["receipt"]["sources"][0]
    assert first == {"path": "shop.py", "startLine": 19, "endLine": 21}
    assert {"context", "total"} <= answer["receipt"]["stagesMs"].keys()


async def test_a_file_that_is_not_open_can_be_explained(editor: Editor, project: Path) -> None:
    path = project / "closed.py"
    path.write_text("def closed():\n    return 1\n")
    answer = await editor.request("devmentor/explain", target(path.as_uri(), 0, 5))

    assert answer["receipt"]["sources"][0]["path"] == "closed.py"


async def test_a_file_that_does_not_exist_cannot(editor: Editor) -> None:
    with pytest.raises(Refused, match="cannot be explained") as refused:
        await editor.request("devmentor/explain", target("file:///no/such.py", 0, 0))

    assert refused.value.code == ErrorCode.NOT_FOUND


async def test_offline_a_conversation_says_what_works_instead(editor: Editor) -> None:
    params = {"messages": [{"role": "user", "content": "Hello?"}]}
    answer = await editor.request("devmentor/chat", params)

    assert answer["receipt"]["rung"] == "offline"
    assert "explain" in answer["text"]
