from pathlib import Path
from typing import Any

import pytest
from tests.server.editor import FULL, Editor, started

pytestmark = pytest.mark.asyncio(loop_scope="module")
NAMED = "def before(): pass\r\nx = '😀\u2028\x0c'; y = 2\rdef after(): pass\n"


def at(line: int, start: int, end: int) -> dict[str, Any]:
    return {
        "start": {"line": line, "character": start},
        "end": {"line": line, "character": end},
    }


async def names(editor: Editor, uri: str) -> set[str]:
    return {each["name"] for each in await editor.of("documentSymbol", uri)}


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 15), ("utf-16", 11), ("utf-32", 10)])
async def test_incremental_changes_land_where_the_client_meant(
    project: Path, encoding: str, column: int
) -> None:
    async with started() as editor:
        capabilities = {**FULL, "general": {"positionEncodings": [encoding]}}
        await editor.initialize(project, capabilities=capabilities)
        uri = editor.open(project / f"{encoding}.py", NAMED)
        editor.change(
            uri,
            {"range": at(1, column, column + 1), "text": "z"},
            {"range": at(2, 4, 9), "text": "later"},
            {"range": at(0, 4, 10), "text": "earlier"},
        )

        assert editor.result["capabilities"]["positionEncoding"] == encoding
        assert {"earlier", "later"} <= await names(editor, uri)


async def test_a_whole_text_may_be_sent_too(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "whole.py", "def one(): pass\n")
    editor.change(uri, {"text": "def two(): pass\n"})

    assert await names(editor, uri) == {"two"}


async def test_a_file_deleted_while_open_is_still_served(editor: Editor, project: Path) -> None:
    path = project / "deleted.py"
    path.write_text("def one(): pass\n")
    uri = editor.open(path)
    path.unlink()
    editor.change(uri, {"range": at(0, 4, 7), "text": "two"})
    editor.notify("textDocument/didSave", {"textDocument": {"uri": uri}})

    assert await names(editor, uri) == {"two"}


async def test_a_huge_document_gets_one_message_and_does_no_harm(
    editor: Editor, project: Path, shop: str
) -> None:
    uri = editor.open(project / "huge.py", "x = 1  # padding\n" * 3_000_000)
    editor.change(uri, {"range": at(0, 0, 1), "text": "y"})
    symbols = await editor.of("documentSymbol", uri)
    message = await editor.wait_for("window/showMessage")
    others = await editor.of("documentSymbol", shop)

    said = [each for each in editor.heard if each["method"] == "window/showMessage"]
    assert symbols is None
    assert "huge.py has 51.0 MB" in message["message"]
    assert len(said) == 1
    assert others


@pytest.mark.parametrize(
    "text", ["\x00\x01\x02", "\ud800", "\ufeffx = 1", "a\r\r\n\n\rb", "\t" * 9999]
)
async def test_odd_texts_are_served(editor: Editor, project: Path, text: str) -> None:
    uri = editor.open(project / "odd.py", text)
    editor.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    uri = editor.open(project / "odd.py", text)
    found = [
        await editor.of("documentSymbol", uri),
        await editor.of("foldingRange", uri),
        await editor.at("completion", uri, 0, 0),
    ]
    await editor.at("hover", uri, 0, 0)

    assert None not in found


async def test_an_unsaved_document_is_served(editor: Editor) -> None:
    item = {
        "uri": "untitled:Untitled-1",
        "languageId": "python",
        "version": 1,
        "text": "def a(): 1",
    }
    editor.notify("textDocument/didOpen", {"textDocument": item})

    assert await names(editor, "untitled:Untitled-1") == {"a"}


async def test_names_of_an_unsaved_document_lead_into_it(editor: Editor) -> None:
    uri = "untitled:Untitled-2"
    text = "def own(): return 1\n\n\nown()\n"
    item = {"uri": uri, "languageId": "python", "version": 1, "text": text}
    editor.notify("textDocument/didOpen", {"textDocument": item})

    found = await editor.at("definition", uri, 3, 1)
    used = await editor.at("references", uri, 3, 1, context={"includeDeclaration": True})
    renamed = await editor.at("rename", uri, 3, 1, newName="mine")

    assert {each["uri"] for each in [*found, *used]} == {uri}
    [document] = renamed["documentChanges"]
    assert document["textDocument"]["uri"] == uri
    assert [each["range"]["start"]["line"] for each in document["edits"]] == [0, 3]
