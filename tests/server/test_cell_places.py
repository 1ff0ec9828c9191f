from typing import Any

import pytest
from lsprotocol import types

from devmentor_server.cell_places import asked_cell, to_cells, to_text
from devmentor_server.notebooks import Notebooks


@pytest.fixture
def notebooks() -> Notebooks:
    """A notebook whose cell `b` begins in line 2 of its text."""
    notebooks = Notebooks("utf-16")
    code = types.NotebookCellKind.Code
    cells = [types.NotebookCell(kind=code, document=uri) for uri in "ab"]
    documents = [
        types.TextDocumentItem(uri=uri, language_id="python", version=7, text="x\ny")
        for uri in "ab"
    ]
    notebooks.open(
        types.NotebookDocument(uri="n", notebook_type="j", version=1, cells=cells), documents
    ).text()
    return notebooks


def range_(line: int) -> dict[str, Any]:
    return {"start": {"line": line, "character": 1}, "end": {"line": line, "character": 2}}


def test_a_question_about_a_cell_becomes_one_about_the_text(notebooks: Notebooks) -> None:
    params = {"textDocument": {"uri": "b"}, "position": {"line": 1, "character": 5}}

    assert asked_cell(params, notebooks) == "b"
    assert to_text(params, notebooks) == {
        "textDocument": {"uri": "n.py"},
        "position": {"line": 3, "character": 5},
    }
    assert asked_cell({"textDocument": {"uri": "other"}}, notebooks) is None


def test_edits_of_the_text_become_edits_of_cells(notebooks: Notebooks) -> None:
    edits = [{"range": range_(0), "newText": "p"}, {"range": range_(3), "newText": "q"}]
    edit = {"documentChanges": [{"textDocument": {"uri": "n.py", "version": 4}, "edits": edits}]}

    assert to_cells(edit, notebooks) == {
        "documentChanges": [
            {"textDocument": {"uri": "a", "version": 7}, "edits": [edits[0]]},
            {
                "textDocument": {"uri": "b", "version": 7},
                "edits": [{"range": range_(1), "newText": "q"}],
            },
        ]
    }
    assert to_cells({"changes": {"n.py": edits}}, notebooks)["changes"].keys() == {"a", "b"}


def test_answers_about_other_files_stay(notebooks: Notebooks) -> None:
    answer = [{"uri": "other.py", "range": range_(3)}, {"uri": "n.py", "range": range_(3)}]

    assert to_cells(answer, notebooks, "a") == [
        {"uri": "other.py", "range": range_(3)},
        {"uri": "b", "range": range_(1)},
    ]


def test_what_is_listed_without_a_document_is_that_of_the_cell(notebooks: Notebooks) -> None:
    answer = [{"range": range_(1)}, {"range": range_(2)}, {"startLine": 3, "endLine": 3}]

    assert to_cells(answer, notebooks, "b") == [
        {"range": range_(0)},
        {"startLine": 1, "endLine": 1},
    ]


def test_an_import_of_another_cell_is_written_at_the_top_of_this_one(notebooks: Notebooks) -> None:
    top = {"line": 0, "character": 0}
    edit = {"range": {"start": top, "end": top}, "newText": "import x\n"}
    item = {"label": "x", "data": [1, 2], "additionalTextEdits": [edit]}
    listed = to_cells({"items": [item]}, notebooks, "b")["items"][0]

    assert listed["additionalTextEdits"] == [edit]
    assert to_text({**listed}, notebooks)["data"] == [1, 2]
    assert to_cells(item, notebooks, "b")["additionalTextEdits"] == [edit]


def test_rules_about_whole_files_are_not_held_against_cells(notebooks: Notebooks) -> None:
    found = {"items": [{"code": "E402", "range": range_(2)}, {"code": "F401", "range": range_(2)}]}

    assert [each["code"] for each in to_cells(found, notebooks, "b")["items"]] == ["F401"]


def test_an_import_stands_below_the_magic_of_its_cell() -> None:
    notebooks = Notebooks("utf-16")
    cell = types.NotebookCell(kind=types.NotebookCellKind.Code, document="a")
    document = types.TextDocumentItem("a", "python", 1, "%%time\nx")
    opened = types.NotebookDocument(uri="n", notebook_type="j", version=1, cells=[cell])
    notebooks.open(opened, [document]).text()
    top = {"line": 0, "character": 0}
    edit = {"range": {"start": top, "end": top}, "newText": "import x\n"}

    listed = to_cells({"items": [{"label": "x", "additionalTextEdits": [edit]}]}, notebooks, "a")

    below = {"line": 1, "character": 0}
    written = listed["items"][0]["additionalTextEdits"]
    assert written == [{**edit, "range": {"start": below, "end": below}}]
