from pathlib import Path
from typing import Any

import pytest
from tests.server.editor import FULL, Editor, started

in_module_loop = pytest.mark.asyncio(loop_scope="module")
WHOLE = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}


@in_module_loop
async def test_types_and_parameters_are_shown(editor: Editor, project: Path) -> None:
    text = "from shop import Fruit\n\nf = Fruit('😀', 3)\nn = f.total(2)\n"
    uri = editor.open(project / "hints.py", text)
    hints = await editor.of("inlayHint", uri, range=WHOLE)

    shown = {(each["position"]["line"], text_of(each)): each for each in hints}
    assert shown[3, ": int"]["textEdits"][0]["newText"] == ": int"
    assert shown[2, "price="]["position"]["character"] == 16


def text_of(hint: dict[str, Any]) -> str:
    label = hint["label"]
    return label if isinstance(label, str) else "".join(part["value"] for part in label)


@in_module_loop
async def test_what_a_hint_names_can_be_gone_to(editor: Editor, project: Path) -> None:
    text = "from shop import Fruit\n\nfruits = [Fruit('😀', 3)]\n"
    uri = editor.open(project / "named.py", text)
    hints = await editor.of("inlayHint", uri, range=WHOLE)
    parts = {part["value"]: part for hint in hints for part in hint["label"]}

    place = parts["Fruit"]["location"]
    defined = await editor.at("definition", uri, 0, 18)
    assert place["uri"] == defined[0]["uri"]
    assert place["range"]["start"]["line"] == defined[0]["range"]["start"]["line"]
    assert "location" not in parts[": "]


@in_module_loop
async def test_only_the_range_is_answered(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "some.py", "a = len('a')\nb = len('b')\n")
    line = {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 12}}
    hints = await editor.of("inlayHint", uri, range=line)

    assert {each["position"]["line"] for each in hints} == {1}


async def test_a_client_that_can_is_asked_to_look_again(tmp_path: Path) -> None:
    refresh = {"refreshSupport": True}
    workspace: dict[str, Any] = {"inlayHint": refresh, "semanticTokens": refresh}
    async with started() as editor:
        await editor.initialize(tmp_path, capabilities={**FULL, "workspace": workspace})
        change = {"uri": (tmp_path / "pyproject.toml").as_uri(), "type": 1}
        editor.notify("workspace/didChangeWatchedFiles", {"changes": [change]})

        await editor.wait_for("workspace/inlayHint/refresh")
        await editor.wait_for("workspace/semanticTokens/refresh")
