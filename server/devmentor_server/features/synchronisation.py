"""`textDocument/didOpen`, `didChange`, `didSave`, `didClose`: keep the documents."""

from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.snapshot import Snapshot
from devmentor_server.documents import TooLarge

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the features."""
    server.feature(types.TEXT_DOCUMENT_DID_OPEN)(opened)
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(changed)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(saved)
    server.feature(types.TEXT_DOCUMENT_DID_CLOSE)(closed)


def opened(ls: "DevMentorServer", params: types.DidOpenTextDocumentParams) -> None:
    """Keep a document and look at it at once."""
    item = params.text_document
    document = ls.documents.open(item.uri, item.language_id, item.version, item.text)
    if isinstance(document, TooLarge):
        _say_too_large(ls, document)
    else:
        ls.analysis.opened(document)
        ls.publisher.schedule(document, pause=0)
        ls.dependents.look(item.uri)  # it may have come back unsaved


def changed(ls: "DevMentorServer", params: types.DidChangeTextDocumentParams) -> None:
    """Keep the next version, and look at it once the typing pauses."""
    ls.index.typed()
    before = ls.documents.get(params.text_document.uri)
    document = ls.documents.change(
        params.text_document.uri, params.text_document.version, params.content_changes
    )
    if isinstance(document, TooLarge) and not isinstance(before, TooLarge):
        ls.analysis.closed(document.uri)
        ls.publisher.clear(document.uri)
        _say_too_large(ls, document)
    elif isinstance(document, Snapshot):
        tell = ls.analysis.opened if isinstance(before, TooLarge) else ls.analysis.changed
        tell(document)
        ls.publisher.schedule(document)
        ls.dependents.look(document.uri)


def saved(ls: "DevMentorServer", params: types.DidSaveTextDocumentParams) -> None:
    """Look again: what is on disk matters to other files, and a large file may have shrunk."""
    ls.index.files_changed()
    before = ls.documents.get(params.text_document.uri)
    document = ls.documents.reload(params.text_document.uri)
    if isinstance(document, Snapshot):
        if isinstance(before, TooLarge):
            ls.analysis.opened(document)
        ls.publisher.schedule(document)
        if ls.analysis.remarks.concern(document.path):
            ls.publisher.refresh()


def closed(ls: "DevMentorServer", params: types.DidCloseTextDocumentParams) -> None:
    """Forget the document; its file counts again."""
    uri = params.text_document.uri
    ls.documents.close(uri)
    ls.analysis.closed(uri)
    ls.publisher.clear(uri)
    ls.tokens.forget(uri)
    ls.dependents.look(uri)


def _say_too_large(ls: "DevMentorServer", document: TooLarge) -> None:
    name = document.uri.rpartition("/")[2]
    limit = ls.analysis.settings.max_file_bytes
    message = (
        f"{name} has {document.size / 1e6:.1f} MB; DevMentor analyses files up to "
        f"{limit / 1e6:g} MB and leaves this one alone."
    )
    ls.window_show_message(types.ShowMessageParams(types.MessageType.Warning, message))
