"""`workspace/diagnostic`: what is wrong in the open documents and in the files of the project."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.finding import Finding
from devmentor_server.features.diagnostics import result_id, write_findings

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

Report = types.WorkspaceDocumentDiagnosticReport
_BATCH = 20


def register(server: "DevMentorServer") -> None:
    """Offer the feature to clients that pull."""
    if server.client.pull_diagnostics:
        server.feature(types.WORKSPACE_DIAGNOSTIC)(workspace_diagnostic)


async def workspace_diagnostic(
    ls: "DevMentorServer", params: types.WorkspaceDiagnosticParams
) -> types.WorkspaceDiagnosticReport:
    """Report document by document; in parts, as they are found, to a client that takes parts."""
    waiting: list[Report] = []
    async for report in _reports(ls, {each.uri: each.value for each in params.previous_result_ids}):
        waiting.append(report)
        if params.partial_result_token is not None and len(waiting) >= _BATCH:
            part = types.WorkspaceDiagnosticReportPartialResult(items=waiting)
            ls.progress(types.ProgressParams(params.partial_result_token, part))
            waiting = []
    return types.WorkspaceDiagnosticReport(items=waiting)


async def _reports(ls: "DevMentorServer", previous: dict[str, str]) -> AsyncIterator[Report]:
    open_ = ls.documents.snapshots()
    gone = dict(previous)
    for snapshot in open_:
        gone.pop(snapshot.uri, None)
        findings = await ls.analysis.findings(snapshot)
        if ls.snapshot(snapshot.uri) is snapshot:
            yield await _report(ls, snapshot, findings, previous)
    shown = {snapshot.path for snapshot in open_}
    for path in await ls.closed_files.paths(ls.analysis):
        found = None if path in shown else await ls.closed_files.look(ls.analysis, path)
        if found is not None and ls.snapshot(found.snapshot.uri) is None:
            gone.pop(found.snapshot.uri, None)
            yield await _report(ls, found.snapshot, found.findings, previous)
    for uri in gone:
        yield types.WorkspaceFullDocumentDiagnosticReport(uri=uri, items=[])


async def _report(
    ls: "DevMentorServer", snapshot: Snapshot, findings: list[Finding], previous: dict[str, str]
) -> Report:
    uri, version = snapshot.uri, snapshot.version or None
    id_ = result_id(snapshot, findings)
    if previous.get(uri) == id_:
        return types.WorkspaceUnchangedDocumentDiagnosticReport(
            uri=uri, result_id=id_, version=version
        )
    items = await write_findings(ls, snapshot, findings)
    return types.WorkspaceFullDocumentDiagnosticReport(
        uri=uri, items=items, version=version, result_id=id_
    )
