"""A small real language server for a language of a few words, run as a program by the tests.

`word NAME` defines, any other mention uses; `bad` is an error. It publishes its
diagnostics by itself, as most servers do.
"""

import re

from lsprotocol import types
from pygls.lsp.server import LanguageServer

server = LanguageServer("small", "v1")
Placed = types.HoverParams | types.DefinitionParams | types.ReferenceParams | types.RenameParams


def words(uri: str, name: str) -> list[types.Location]:
    document = server.workspace.get_text_document(uri)
    found: list[types.Location] = []
    for line, text in enumerate(document.lines):
        for each in re.finditer(rf"\b{re.escape(name)}\b", text):
            span = types.Range(types.Position(line, each.start()), types.Position(line, each.end()))
            found.append(types.Location(uri, span))
    return found


def at(params: Placed) -> str:
    document = server.workspace.get_text_document(params.text_document.uri)
    return document.word_at_position(params.position)


def publish(uri: str) -> None:
    document = server.workspace.get_text_document(uri)
    found = [
        types.Diagnostic(each.range, "This is bad.", code="bad", source="small")
        for each in words(uri, "bad")
    ]
    server.text_document_publish_diagnostics(
        types.PublishDiagnosticsParams(uri, found, version=document.version)
    )


@server.feature(types.TEXT_DOCUMENT_DID_OPEN)
def opened(params: types.DidOpenTextDocumentParams) -> None:
    publish(params.text_document.uri)


@server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
def changed(params: types.DidChangeTextDocumentParams) -> None:
    publish(params.text_document.uri)


@server.feature(types.TEXT_DOCUMENT_HOVER)
def hover(params: types.HoverParams) -> types.Hover | None:
    name = at(params)
    return types.Hover(f"The word *{name}*.") if name else None


@server.feature(types.TEXT_DOCUMENT_DEFINITION)
def definition(params: types.DefinitionParams) -> types.Location | None:
    uri = params.text_document.uri
    lines = server.workspace.get_text_document(uri).lines
    found = words(uri, at(params))
    return next((w for w in found if "word " in lines[w.range.start.line]), None)


@server.feature(types.TEXT_DOCUMENT_REFERENCES)
def references(params: types.ReferenceParams) -> list[types.Location]:
    return words(params.text_document.uri, at(params))


@server.feature(types.TEXT_DOCUMENT_COMPLETION)
def completion(_: types.CompletionParams) -> list[types.CompletionItem]:
    return [types.CompletionItem(label) for label in ("word", "bad")]


@server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    uri = params.text_document.uri
    lines = server.workspace.get_text_document(uri).lines
    return [
        types.DocumentSymbol(line.split()[1], types.SymbolKind.Variable, where.range, where.range)
        for number, line in enumerate(lines)
        if line.startswith("word ")
        for where in words(uri, line.split()[1])
        if where.range.start.line == number
    ]


@server.feature(types.TEXT_DOCUMENT_RENAME)
def rename(params: types.RenameParams) -> types.WorkspaceEdit:
    found = words(params.text_document.uri, at(params))
    edits = [types.TextEdit(each.range, params.new_name) for each in found]
    return types.WorkspaceEdit(changes={params.text_document.uri: edits})


@server.feature(types.TEXT_DOCUMENT_FORMATTING)
def formatting(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
    """Indentation of the editor's width."""
    document = server.workspace.get_text_document(params.text_document.uri)
    return [
        types.TextEdit(
            types.Range(types.Position(number, 0), types.Position(number, len(line) - len(bare))),
            " " * params.options.tab_size,
        )
        for number, line in enumerate(document.lines)
        if (bare := line.lstrip(" ")) != line
    ]


@server.feature(
    types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([types.CodeActionKind.QuickFix])
)
def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
    """One whose edit is asked for later, one that is a command and none of the client's business."""
    uri = params.text_document.uri
    fixes = [
        types.CodeAction(
            "Make it good",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[each],
            is_preferred=True,
            data={"uri": uri, "at": [each.range.start.line, each.range.start.character]},
        )
        for each in params.context.diagnostics
    ]
    return [*fixes, types.CodeAction("Run it", command=types.Command("Run it", "small.run"))]


@server.feature(types.CODE_ACTION_RESOLVE)
def resolve(action: types.CodeAction) -> types.CodeAction:
    match action.data:
        case {"uri": str() as uri, "at": [int() as line, int() as character]}:
            start, end = types.Position(line, character), types.Position(line, character + 3)
            edit = types.TextEdit(types.Range(start, end), "good")
            action.edit = types.WorkspaceEdit(changes={uri: [edit]})
        case _:
            pass
    return action


if __name__ == "__main__":
    server.start_io()
