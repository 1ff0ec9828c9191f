"""Findings as LSP shows them, in plain JSON: the first are shown before LSP's types are imported."""

import asyncio
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Location
from devmentor_protocol.finding import Finding, Severity, Tag
from devmentor_server.incoming import JsonObject
from devmentor_server.plain_places import PlainPlaces

_SEVERITIES: Final = {
    Severity.ERROR: 1,
    Severity.WARNING: 2,
    Severity.INFORMATION: 3,
    Severity.HINT: 4,
}
_FEW: Final = 100
"""More are written in a thread: a broken file has thousands."""

_TAGS: Final = {Tag.UNNECESSARY: 1, Tag.DEPRECATED: 2}


async def write_findings(
    places: PlainPlaces, snapshot: Snapshot, findings: Sequence[Finding]
) -> list[JsonObject]:
    """Write the findings of one document as LSP's diagnostics."""
    elsewhere = [
        Location(Path(related.path), related.range)
        for finding in findings
        for related in finding.related
    ]
    locations = iter(await places.plain_locations(elsewhere))

    def write() -> list[JsonObject]:
        return [_write(places, snapshot, finding, locations) for finding in findings]

    return write() if len(findings) < _FEW else await asyncio.to_thread(write)


def published(uri: str, version: int | None, found: list[JsonObject]) -> JsonObject:
    """Write the parameters of `textDocument/publishDiagnostics`."""
    params: JsonObject = {"uri": uri, "diagnostics": found}
    return params if version is None else {**params, "version": version}


def result_id(snapshot: Snapshot, findings: Sequence[Finding]) -> str:
    """Equal for equal reports about the same text."""
    digest = hashlib.sha256(snapshot.text.encode())
    for finding in findings:
        digest.update(finding.model_dump_json().encode())
    return digest.hexdigest()[:32]


def _write(
    places: PlainPlaces, snapshot: Snapshot, finding: Finding, locations: Iterator[JsonObject]
) -> JsonObject:
    written: JsonObject = {
        "range": places.plain_range(snapshot.lines, finding.range),
        "message": finding.message,
        "severity": _SEVERITIES[finding.severity],
        "code": finding.code,
        "source": finding.source,
    }
    if finding.docs_url:
        written["codeDescription"] = {"href": finding.docs_url}
    if finding.tags:
        written["tags"] = [_TAGS[tag] for tag in finding.tags]
    if finding.related:
        written["relatedInformation"] = [
            {"location": next(locations), "message": other.message} for other in finding.related
        ]
    return written
