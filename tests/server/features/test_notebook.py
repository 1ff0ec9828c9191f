import json
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from tests.server.editor import FULL, Editor, started

pytestmark = pytest.mark.asyncio(loop_scope="module")

ABLE: dict[str, Any] = {**FULL, "notebookDocument": {"synchronization": {}}}
CELLS = [
    ("python", "import os\n%matplotlib inline\n\ndef double(number):\n    return number * 2"),
    ("markdown", "# A title"),
    ("python", ""),
    ("python", "%%bash\nls | (\n"),
    ("python", "files = !ls\nfour = double(2)\nmissing"),
    ("python", "dou"),
]

OPTIONS = {"tabSize": 4, "insertSpaces": True}


def item(book: str, number: int, language: str, text: str) -> dict[str, Any]:
    uri = f"{book}#cell{number}"
    return {"uri": uri, "languageId": language, "version": 1, "text": text}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def editor(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Editor]:
    async with started() as editor:
        await editor.initialize(tmp_path_factory.mktemp("books"), capabilities=ABLE)
        yield editor


def opened(editor: Editor, path: Path, cells: list[tuple[str, str]]) -> list[str]:
    """Open a notebook; return the URIs of its cells."""
    book = path.as_uri()
    documents = [item(book, number, *cell) for number, cell in enumerate(cells)]
    listed = [
        {"kind": 1 if each["languageId"] == "markdown" else 2, "document": each["uri"]}
        for each in documents
    ]
    notebook = {"uri": book, "notebookType": "jupyter-notebook", "version": 1, "cells": listed}
    params = {"notebookDocument": notebook, "cellTextDocuments": documents}
    editor.notify("notebookDocument/didOpen", params)
    return [each["uri"] for each in documents]


def changed(editor: Editor, path: Path, cells: dict[str, Any]) -> None:
    document = {"uri": path.as_uri(), "version": 2}
    params = {"notebookDocument": document, "change": {"cells": cells}}
    editor.notify("notebookDocument/didChange", params)


async def test_findings_are_shown_in_their_cells(editor: Editor, tmp_path: Path) -> None:
    cells = opened(editor, tmp_path / "nb.ipynb", CELLS)
    unused = await editor.diagnostics(cells[0])
    missing = await editor.diagnostics(cells[4])

    assert [(each["code"], each["range"]["start"]["line"]) for each in unused] == [("F401", 0)]
    assert {each["range"]["start"]["line"] for each in missing} == {2}
    assert await editor.diagnostics(cells[3]) == []
    assert f'"{cells[1]}"' not in json.dumps(editor.heard)


async def test_names_are_known_across_cells(editor: Editor, tmp_path: Path) -> None:
    cells = opened(editor, tmp_path / "names.ipynb", CELLS)
    definition = await editor.at("definition", cells[4], 1, 9)
    hover = await editor.at("hover", cells[4], 1, 9)
    listed = await editor.completed(cells[5], 0, 3)
    uses = await editor.at("references", cells[0], 3, 5, context={"includeDeclaration": True})

    double = next(each for each in listed["items"] if each["label"] == "double")
    assert [(each["uri"], each["range"]["start"]["line"]) for each in definition] == [(cells[0], 3)]
    assert hover["range"]["start"] == {"line": 1, "character": 7}
    assert double["textEdit"]["range"]["start"] == {"line": 0, "character": 0}
    assert {(each["uri"], each["range"]["start"]["line"]) for each in uses} == {
        (cells[0], 3),
        (cells[4], 1),
    }
    resolved = await editor.request("completionItem/resolve", double)
    assert resolved["textEdit"] == double["textEdit"]


async def test_an_import_is_written_where_the_imports_are(editor: Editor, tmp_path: Path) -> None:
    cells = opened(editor, tmp_path / "needs.ipynb", [*CELLS[:2], ("python", "x = 1\ndumps")])
    found = [each for each in await editor.diagnostics(cells[2]) if each["code"] == "F821"]
    range_ = found[0]["range"]
    while True:
        context = {"diagnostics": found, "only": ["quickfix"]}
        actions = await editor.of("codeAction", cells[2], range=range_, context=context)
        imports = [each for each in actions if each["title"].startswith("Import: from json")]
        if imports:
            break

    assert found[0]["range"]["start"]["line"] == 1
    assert imports[0]["diagnostics"][0]["range"] == range_
    assert list(imports[0]["edit"]["changes"]) == [cells[0]]


async def test_a_rename_reaches_every_cell(editor: Editor, tmp_path: Path) -> None:
    cells = opened(editor, tmp_path / "rename.ipynb", CELLS)
    edit = await editor.at("rename", cells[4], 1, 9, newName="twice")

    by_cell = {each["textDocument"]["uri"]: each["edits"] for each in edit["documentChanges"]}
    assert set(by_cell) == {cells[0], cells[4]}
    assert [each["range"]["start"]["line"] for each in by_cell[cells[4]]] == [1]


async def test_outline_highlights_and_folds_are_those_of_the_cell(
    editor: Editor, tmp_path: Path
) -> None:
    cells = opened(editor, tmp_path / "parts.ipynb", CELLS)
    outline = await editor.of("documentSymbol", cells[0])
    none = await editor.of("documentSymbol", cells[2])
    marks = await editor.at("documentHighlight", cells[4], 1, 9)
    folds = await editor.of("foldingRange", cells[0])

    assert [each["name"] for each in outline] == ["double"]
    assert outline[0]["range"]["start"]["line"] == 3
    assert none == []
    assert [each["range"]["start"]["line"] for each in marks] == [1]
    assert [each["startLine"] for each in folds] == [3]


async def test_cells_may_be_edited_moved_in_and_taken_away(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "edits.ipynb"
    cells = opened(editor, path, [("python", "a = 1"), ("python", "b = a")])
    start = {"line": 0, "character": 0}
    text = {"range": {"start": start, "end": start}, "text": "import os\n"}
    document = {"uri": cells[0], "version": 2}
    changed(editor, path, {"textContent": [{"document": document, "changes": [text]}]})
    unused = await editor.diagnostics(cells[0], 2)
    new = item(path.as_uri(), 9, "python", "def added(): pass")
    array = {"start": 0, "deleteCount": 1, "cells": [{"kind": 2, "document": new["uri"]}]}
    structure = {"array": array, "didOpen": [new], "didClose": [{"uri": cells[0]}]}
    changed(editor, path, {"structure": structure})
    outline = await editor.of("documentSymbol", new["uri"])
    definition = await editor.at("definition", cells[1], 0, 4)
    editor.notify("notebookDocument/didSave", {"notebookDocument": {"uri": path.as_uri()}})
    closing: dict[str, Any] = {"notebookDocument": {"uri": path.as_uri()}, "cellTextDocuments": []}
    editor.notify("notebookDocument/didClose", closing)

    assert [each["code"] for each in unused] == ["F401"]
    assert [each["name"] for each in outline] == ["added"]
    assert not definition
    assert await editor.of("documentSymbol", new["uri"]) is None


async def test_what_cells_cannot_have_is_answered_with_nothing(
    editor: Editor, tmp_path: Path
) -> None:
    cells = opened(editor, tmp_path / "none.ipynb", CELLS)

    assert await editor.of("formatting", cells[1], options=OPTIONS) is None
    assert await editor.of("formatting", cells[3], options=OPTIONS) is None
    assert await editor.at("hover", cells[1], 0, 0) is None


async def test_a_cell_is_formatted_with_its_magics_and_without_an_empty_line(
    editor: Editor, tmp_path: Path
) -> None:
    ugly = "%time\nx  = 1\nfiles = !ls\ny=( 2 )\ny;"
    cells = opened(editor, tmp_path / "ugly.ipynb", [("python", "a  = 1"), ("python", ugly)])
    (short,) = await editor.of("formatting", cells[0], options=OPTIONS)
    whole = await editor.of("formatting", cells[1], options=OPTIONS)
    span = {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 3}}
    part = await editor.of("rangeFormatting", cells[1], range=span, options=OPTIONS)

    assert [(each["range"]["start"]["line"], each["newText"]) for each in whole] == [
        (1, "x = 1\n"),
        (3, "y = 2\ny;"),
    ]
    assert short["newText"] == "a = 1"
    assert [each["newText"] for each in part] == ["x = 1"]


async def test_tokens_are_those_of_the_cell(editor: Editor, tmp_path: Path) -> None:
    cells = opened(editor, tmp_path / "tokens.ipynb", CELLS)
    first = await editor.of("semanticTokens/full", cells[0])
    last = await editor.of("semanticTokens/full", cells[4])
    none = await editor.of("semanticTokens/full", cells[3])
    range_ = {"start": {"line": 1, "character": 0}, "end": {"line": 2, "character": 0}}
    part = await editor.of("semanticTokens/range", cells[4], range=range_)

    assert "resultId" not in first
    assert [place[0] for place in absolute(first["data"])][-1] == 4
    assert not [place for place in absolute(first["data"]) if place[0] == 1]
    assert absolute(last["data"])[0] == (1, 0)
    assert none["data"] == []
    assert absolute(part["data"]) == [place for place in absolute(last["data"]) if place[0] == 1]


def absolute(data: list[int]) -> list[tuple[int, int]]:
    """The places of semantic tokens."""
    places: list[tuple[int, int]] = []
    line = character = 0
    for start in range(0, len(data), 5):
        line, character = (
            line + data[start],
            data[start + 1] + (0 if data[start] else character),
        )
        places.append((line, character))
    return places


async def test_hierarchies_cross_cells(editor: Editor, tmp_path: Path) -> None:
    cells = opened(
        editor,
        tmp_path / "tree.ipynb",
        [
            ("python", "class A:\n    def f(self):\n        pass"),
            ("python", "x = 1\n\nclass B(A):\n    pass"),
            ("python", "\n\ndef call():\n    A().f()"),
        ],
    )
    (function,) = await editor.at("prepareCallHierarchy", cells[0], 1, 8)
    (calls,) = await editor.request("callHierarchy/incomingCalls", {"item": function})
    (caller,) = await editor.at("prepareCallHierarchy", cells[2], 2, 5)
    outgoing = await editor.request("callHierarchy/outgoingCalls", {"item": caller})
    (base,) = await editor.at("prepareTypeHierarchy", cells[0], 0, 6)
    (below,) = await editor.request("typeHierarchy/subtypes", {"item": base})
    (above,) = await editor.request("typeHierarchy/supertypes", {"item": below})

    def place(item: dict[str, Any]) -> tuple[str, int]:
        return item["uri"], item["selectionRange"]["start"]["line"]

    assert place(function) == (cells[0], 1)
    assert place(calls["from"]) == (cells[2], 2)
    assert [each["start"]["line"] for each in calls["fromRanges"]] == [3]
    to_f = next(each for each in outgoing if each["to"]["name"] == "f")
    assert place(to_f["to"]) == (cells[0], 1)
    assert [each["start"]["line"] for each in to_f["fromRanges"]] == [3]
    assert place(below) == (cells[1], 2)
    assert place(above) == (cells[0], 0)


async def test_changes_of_an_unknown_notebook_do_no_harm(editor: Editor, tmp_path: Path) -> None:
    changed(editor, tmp_path / "unknown.ipynb", {"textContent": []})
    closing: dict[str, Any] = {"notebookDocument": {"uri": "file:///x"}, "cellTextDocuments": []}
    editor.notify("notebookDocument/didClose", closing)

    assert await editor.request("workspace/symbol", {"query": "zzz"}) == []


async def test_magics_are_never_fixed_away(editor: Editor, tmp_path: Path) -> None:
    cells = opened(editor, tmp_path / "fixed.ipynb", [("python", "%time f()\nimport os\n!ls")])
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 2, "character": 3}}
    context = {"diagnostics": [], "only": ["source.fixAll"]}
    [action] = await editor.of("codeAction", cells[0], range=whole, context=context)
    fixed = await editor.request("codeAction/resolve", action)

    [document] = fixed["edit"]["documentChanges"]
    assert [each["range"]["start"]["line"] for each in document["edits"]] == [1]
