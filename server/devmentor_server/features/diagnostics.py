"""`textDocument/diagnostic`, and how findings look in LSP for push and pull alike."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Location
from devmentor_protocol.finding import Finding
from devmentor_server.incoming import SERVER_CANCELLED
from devmentor_server.kinds import SEVERITIES, TAGS
from devmentor_server.places import Places

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the feature to clients that pull; the others are served by the publisher."""
    if server.client.pull_diagnostics:
        server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC)(diagnostic)


async def diagnostic(
    ls: "DevMentorServer", params: types.DocumentDiagnosticParams
) -> types.RelatedFullDocumentDiagnosticReport | types.RelatedUnchangedDocumentDiagnosticReport:
    """Report what is wrong now, or that nothing changed since the client's last report."""
    snapshot = ls.snapshot(params.text_document.uri)
    if snapshot is None:
        return types.RelatedFullDocumentDiagnosticReport(items=[])
    report = await ls.publisher.early.so_far(ls.analysis, snapshot)
    findings = report.findings
    if report.rest is not None and ls.client.refresh_diagnostics:
        ls.publisher.pull_again_after(report.rest)
    elif report.rest is not None:
        findings = await report.rest
    if ls.snapshot(snapshot.uri) is not snapshot:
        raise JsonRpcException(
            "The document has changed.", SERVER_CANCELLED, {"retriggerRequest": True}
        )
    items = await write_findings(ls, snapshot, findings)
    id_ = result_id(snapshot, findings)
    if id_ == params.previous_result_id:
        return types.RelatedUnchangedDocumentDiagnosticReport(result_id=id_)
    return types.RelatedFullDocumentDiagnosticReport(items=items, result_id=id_)


async def write_findings(
    ls: "DevMentorServer", snapshot: Snapshot, findings: Sequence[Finding]
) -> list[types.Diagnostic]:
    """Write the findings of one document as LSP shows them."""
    elsewhere = [
        Location(Path(related.path), related.range)
        for finding in findings
        for related in finding.related
    ]
    places = iter(await ls.places.write_locations(elsewhere))
    return [_write(ls.places, snapshot, finding, places) for finding in findings]


def _write(
    places: Places, snapshot: Snapshot, finding: Finding, locations: Iterator[types.Location]
) -> types.Diagnostic:
    related = [
        types.DiagnosticRelatedInformation(next(locations), other.message)
        for other in finding.related
    ]
    docs = finding.docs_url
    return types.Diagnostic(
        range=places.write_range(snapshot.lines, finding.range),
        message=finding.message,
        severity=SEVERITIES[finding.severity],
        code=finding.code,
        code_description=types.CodeDescription(docs) if docs else None,
        source=finding.source,
        tags=[TAGS[tag] for tag in finding.tags] or None,
        related_information=related or None,
    )


def result_id(snapshot: Snapshot, findings: Sequence[Finding]) -> str:
    """Equal for equal reports about the same text."""
    digest = hashlib.sha256(snapshot.text.encode())
    for finding in findings:
        digest.update(finding.model_dump_json().encode())
    return digest.hexdigest()[:32]
