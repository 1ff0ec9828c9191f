"""`textDocument/diagnostic`: what is wrong in a document, for clients that pull."""

from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from devmentor_server.incoming import SERVER_CANCELLED, Plain
from devmentor_server.reports import result_id, write_findings

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the feature to clients that pull; the others are served by the publisher."""
    if server.client.pull_diagnostics:
        server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC)(diagnostic)


async def diagnostic(ls: "DevMentorServer", params: types.DocumentDiagnosticParams) -> Plain:
    """Report what is wrong now, or that nothing changed since the client's last report."""
    snapshot = ls.snapshot(params.text_document.uri)
    if snapshot is None:
        return Plain({"kind": "full", "items": []})
    early = ls.publisher.early
    is_first = not early.knows(snapshot.uri)
    report = await early.so_far(ls.analysis, snapshot)
    findings = report.findings
    if report.rest is not None:
        asks_again = ls.client.refresh_diagnostics
        if asks_again and (is_first or await early.is_late(snapshot, report.rest)):
            ls.publisher.pull_again_after(report.rest)
        else:
            findings = await report.rest
    if not ls.is_current(snapshot):
        raise JsonRpcException(
            "The document has changed.", SERVER_CANCELLED, {"retriggerRequest": True}
        )
    id_ = result_id(snapshot, findings)
    if id_ == params.previous_result_id:
        return Plain({"kind": "unchanged", "resultId": id_})
    items = await write_findings(ls.places, snapshot, findings)
    return Plain({"kind": "full", "items": items, "resultId": id_})
