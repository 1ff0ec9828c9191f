from typing import Any

import pytest
from cattrs import transform_error
from lsprotocol import types
from pygls.protocol import default_converter

from devmentor_server.strict_values import be_strict

AT = {"line": 0, "character": 0}
DOCUMENT = {"uri": "file:///a.py", "languageId": "python", "version": 1, "text": "x"}
CELLS = [{"kind": 2, "document": "cell:1"}]
NOTEBOOK = {"uri": "file:///a.ipynb", "notebookType": "jupyter", "version": 1, "cells": CELLS}
SYMBOLS = types.WorkspaceSymbolParams
OPENED = types.DidOpenTextDocumentParams


def read(params: Any, kind: type[Any]) -> Any:
    return be_strict(default_converter()).structure(params, kind)


@pytest.mark.parametrize("value", [5, None, [1], {"a": 1}, True])
@pytest.mark.parametrize("name", ["uri", "languageId", "version", "text"])
def test_a_document_of_another_shape_is_refused_with_what_was_wanted(name: str, value: Any) -> None:
    if name == "version" and value == 5:
        return
    with pytest.raises(Exception) as refused:
        read({"textDocument": {**DOCUMENT, name: value}}, OPENED)

    said = "; ".join(transform_error(refused.value))
    wanted = "a whole number" if name == "version" else "a text"
    assert wanted in said or "invalid" in said


@pytest.mark.parametrize(
    ("params", "kind"),
    [
        (
            {
                "notebookDocument": {**NOTEBOOK, "cells": [{"kind": 2, "document": 1}]},
                "cellTextDocuments": [],
            },
            types.DidOpenNotebookDocumentParams,
        ),
        (
            {"notebookDocument": NOTEBOOK, "cellTextDocuments": [{**DOCUMENT, "languageId": 1}]},
            types.DidOpenNotebookDocumentParams,
        ),
        ({"textDocument": {"uri": "a"}, "position": {**AT, "line": "0"}}, types.HoverParams),
        ({"textDocument": {"uri": "a"}, "position": {**AT, "line": 0.5}}, types.HoverParams),
        ({"textDocument": {"uri": "a"}, "position": {**AT, "line": True}}, types.HoverParams),
        ({"query": 5}, types.WorkspaceSymbolParams),
        ({"query": "a", "workDoneToken": [1]}, types.WorkspaceSymbolParams),
        ({"query": "a", "partialResultToken": True}, types.WorkspaceSymbolParams),
        ({"id": {}}, types.CancelParams),
        ({"diagnostics": [], "only": [5]}, types.CodeActionContext),
        ({"textDocument": {"uri": "a"}, "position": AT, "newName": None}, types.RenameParams),
        (
            {"textDocument": {"uri": "a"}, "position": AT, "context": {"includeDeclaration": "x"}},
            types.ReferenceParams,
        ),
    ],
)
def test_nothing_is_made_of_what_is_something_else(params: Any, kind: type[Any]) -> None:
    with pytest.raises(Exception, match=r"."):
        read(params, kind)


def test_enumerations_stay_what_they_are() -> None:
    """They are texts and numbers, too, and a hook for a class holds for its subclasses."""
    item = read({"label": "a", "tags": [1]}, types.CompletionItem)

    tokens = read({"query": "a", "workDoneToken": 1, "partialResultToken": "x"}, SYMBOLS)
    context = read({"diagnostics": [], "only": ["quickfix", "mine"]}, types.CodeActionContext)

    assert (tokens.work_done_token, tokens.partial_result_token) == (1, "x")
    assert list(context.only) == ["quickfix", "mine"]
    assert item.tags[0] is types.CompletionItemTag.Deprecated


def test_what_fits_is_read() -> None:
    opened = read({"textDocument": {**DOCUMENT, "languageId": "no-such-language"}}, OPENED)
    hover = read(
        {"textDocument": {"uri": "a"}, "position": {"line": 1.0, "character": 0}}, types.HoverParams
    )

    assert opened.text_document.language_id == "no-such-language"
    assert hover.position.line == 1
