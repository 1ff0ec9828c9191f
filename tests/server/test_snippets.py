from pathlib import Path
from typing import Any

import pytest
from tests.analyzers.documents import document
from tests.server.editor import FULL, Editor

from devmentor_analyzers.values import Completion
from devmentor_protocol.position import Position
from devmentor_server.snippets import call, templates

ABLE = {
    **FULL,
    "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}},
}
SOURCE = "def fetch(name): pass\n\nfet\n"


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("fet", "function", "fetch($0)"),
        ("x = a.fet", "method", "fetch($0)"),
        ("fet", "class", None),
        ("fet(1)", "function", None),
        ("from a import fet", "function", None),
        ("@fet", "function", None),
    ],
)
def test_functions_are_called_where_a_call_may_stand(
    tmp_path: Path, line: str, kind: str, text: str | None
) -> None:
    item = Completion("fetch", kind, "fetch", "a", "test")
    at = Position(line=0, character=line.index("fet") + 3)

    assert call(item, document(tmp_path / "a.py", line), at) == text


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("d", ["def", "dataclass"]),
        ("    tr", ["try"]),
        ("x = d", []),
        ("import d", []),
        ("", []),
    ],
)
def test_templates_stand_at_the_beginning_of_a_line(
    tmp_path: Path, line: str, labels: list[str]
) -> None:
    at = Position(line=0, character=len(line))
    offered = templates(document(tmp_path / "a.py", line), at, word={})

    assert [item["label"] for item in offered] == labels


async def items(editor: Editor, folder: Path, **settings: Any) -> dict[str, Any]:
    await editor.initialize(
        folder, capabilities=ABLE, options={"settings": {"completion": settings}}
    )
    uri = editor.open(folder / "a.py", SOURCE)
    found = await editor.completed(uri, 2, 3)
    await editor.request("workspace/symbol", {"query": "fetch"})
    first = (await editor.completed(editor.open(folder / "b.py", "f"), 0, 1))["items"]
    listed = {each["label"]: each for each in [*first, *found["items"]]}
    return {label: listed.get(label, {}).get("insertTextFormat") for label in ("fetch", "for")}


async def test_calls_are_off_and_templates_on_unless_the_user_says_otherwise(
    editor: Editor, tmp_path: Path
) -> None:
    assert await items(editor, tmp_path) == {"fetch": None, "for": 2}


async def test_calls_can_be_turned_on_and_templates_off(editor: Editor, tmp_path: Path) -> None:
    turned = {"callSnippets": True, "templates": False}

    assert await items(editor, tmp_path, **turned) == {"fetch": 2, "for": None}


async def test_an_editor_without_snippets_gets_none(at_work: Editor, tmp_path: Path) -> None:
    uri = at_work.open(tmp_path / "a.py", "fo")
    listed = await at_work.at("completion", uri, 0, 2)

    assert listed["items"]
    assert all("insertTextFormat" not in each for each in listed["items"])
