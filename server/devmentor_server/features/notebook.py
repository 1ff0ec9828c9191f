"""`notebookDocument/didOpen`, `didChange`, `didSave`, `didClose`: keep the notebooks."""

from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_server.features import synchronisation

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the features."""
    server.feature(types.NOTEBOOK_DOCUMENT_DID_OPEN)(opened)
    server.feature(types.NOTEBOOK_DOCUMENT_DID_CHANGE)(changed)
    server.feature(types.NOTEBOOK_DOCUMENT_DID_SAVE)(saved)
    server.feature(types.NOTEBOOK_DOCUMENT_DID_CLOSE)(closed)


def opened(ls: "DevMentorServer", params: types.DidOpenNotebookDocumentParams) -> None:
    """Keep a notebook, and look at the text of its cells."""
    book = ls.notebooks.open(params.notebook_document, params.cell_text_documents)
    item = types.TextDocumentItem(book.text_uri, "python", book.version, book.text())
    synchronisation.opened(ls, types.DidOpenTextDocumentParams(item))


def changed(ls: "DevMentorServer", params: types.DidChangeNotebookDocumentParams) -> None:
    """Look at the text of the cells as they are now; a cell that is gone has no findings."""
    if (cells := params.change.cells) is None:
        return
    book = ls.notebooks.change(params.notebook_document.uri, cells)
    if book is None:
        return
    before = {cell.uri for cell in book.read}
    document = types.VersionedTextDocumentIdentifier(book.version, book.text_uri)
    whole = types.TextDocumentContentChangeWholeDocument(book.text())
    for gone in before - {cell.uri for cell in book.read}:
        ls.publisher.clear(gone)
    synchronisation.changed(ls, types.DidChangeTextDocumentParams(document, [whole]))


def saved(ls: "DevMentorServer", params: types.DidSaveNotebookDocumentParams) -> None:
    """What is on disk matters to nobody: notebooks are not imported."""


def closed(ls: "DevMentorServer", params: types.DidCloseNotebookDocumentParams) -> None:
    """Forget the notebook and what was found in its cells."""
    book = ls.notebooks.close(params.notebook_document.uri)
    if book is None:
        return
    document = types.TextDocumentIdentifier(book.text_uri)
    synchronisation.closed(ls, types.DidCloseTextDocumentParams(document))
    for cell in book.read:
        ls.publisher.clear(cell.uri)
