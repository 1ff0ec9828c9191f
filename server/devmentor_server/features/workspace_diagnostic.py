"""`workspace/diagnostic`: what is wrong in the open documents and in the files of the project."""

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.finding import Finding
from devmentor_server.incoming import JsonObject, Plain, notice
from devmentor_server.reports import result_id, write_findings

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

Report = JsonObject
_BATCH = 20
_PAUSE_SECONDS = 2.0


def register(server: "DevMentorServer") -> None:
    """Offer the feature to clients that pull."""
    if server.client.pull_diagnostics:
        server.feature(types.WORKSPACE_DIAGNOSTIC)(workspace_diagnostic)


async def workspace_diagnostic(
    ls: "DevMentorServer", params: types.WorkspaceDiagnosticParams
) -> Plain:
    """Report document by document; in parts, as they are found, to a client that takes parts.

    A client asks again as soon as it is answered: while there is nothing new it waits.
    """
    previous = {each.uri: each.value for each in params.previous_result_ids}
    waiting: list[Report] = []
    async for report in _news(ls, previous):
        waiting.append(report)
        if params.partial_result_token is not None and len(waiting) >= _BATCH:
            part = {"token": params.partial_result_token, "value": {"items": waiting}}
            ls.transport.send(notice("$/progress", part))
            waiting = []
    return Plain({"items": waiting})


async def _news(ls: "DevMentorServer", previous: dict[str, str]) -> AsyncIterator[Report]:
    """Reports that say something, looked for until there is one; all of them the first time."""
    is_news = False
    while True:
        async for report in _reports(ls, previous):
            if report["kind"] == "full" or not previous:
                is_news = True
                yield report
        if is_news or not previous:
            return
        await asyncio.sleep(_PAUSE_SECONDS)


async def _reports(ls: "DevMentorServer", previous: dict[str, str]) -> AsyncIterator[Report]:
    open_ = ls.documents.snapshots()
    gone = dict(previous)
    for snapshot in open_:
        gone.pop(snapshot.uri, None)
        findings = await ls.analysis.findings(snapshot)
        if ls.is_current(snapshot):
            id_ = result_id(snapshot, findings)
            yield await _report(ls, snapshot, findings, id_, previous)
    shown = {snapshot.path for snapshot in open_}
    wanted = ls.settings.workspace_findings
    for path in await ls.closed_files.paths(ls.analysis, open_) if wanted else ():
        found = None if path in shown else await ls.closed_files.look(ls.analysis, path)
        if found is not None and ls.documents.get(found.snapshot.uri) is None:
            gone.pop(found.snapshot.uri, None)
            yield await _report(ls, found.snapshot, found.findings, found.result_id, previous)
    for uri in gone:
        yield {"kind": "full", "uri": uri, "version": None, "items": []}


async def _report(
    ls: "DevMentorServer",
    snapshot: Snapshot,
    findings: list[Finding],
    id_: str,
    previous: dict[str, str],
) -> Report:
    uri, version = snapshot.uri, snapshot.version or None
    if previous.get(uri) == id_:
        return {"kind": "unchanged", "uri": uri, "version": version, "resultId": id_}
    items = await write_findings(ls.places, snapshot, findings)
    return {"kind": "full", "uri": uri, "version": version, "items": items, "resultId": id_}
