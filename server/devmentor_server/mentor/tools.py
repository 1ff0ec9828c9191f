"""`tool/*`: what a tier may ask of this machine, answered from the editor's own view of the files."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.methods import DIAGNOSE, READ
from devmentor_protocol.peer import Emit, Handler
from devmentor_protocol.tools import DiagnoseParams, DiagnoseResult, ReadParams, ReadResult
from devmentor_server.mentor.gather import lines_text, relative_finding
from devmentor_server.mentor.reach import inside

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

MAX_READ_BYTES = 200_000
"""Well under the frame limit, whatever JSON makes of the text."""


def tool_handlers(server: "DevMentorServer") -> dict[str, Handler]:
    """The tools, by method name."""

    async def read(params: ReadParams, _: Emit) -> ReadResult:
        return await asyncio.to_thread(read_lines, server, params)

    async def diagnose(params: DiagnoseParams, _: Emit) -> DiagnoseResult:
        snapshot = await asyncio.to_thread(_load, server, params.path)
        found = await server.analysis.findings(snapshot)
        return DiagnoseResult(
            findings=tuple(relative_finding(server.folders, finding) for finding in found)
        )

    return {READ.name: read, DIAGNOSE.name: diagnose}


def read_lines(server: "DevMentorServer", params: ReadParams) -> ReadResult:
    """Read lines as the editor sees them; the text ends early at the size limit. Blocks."""
    from devmentor_bridge.redact import redact

    snapshot = _load(server, params.path)
    total = len(snapshot.lines.starts)
    first = min(params.start_line, total)
    last = max(first, min(params.end_line or total, total))
    text, last = _within_limit(snapshot, first, last)
    redacted = redact(text)
    return ReadResult(
        text=redacted.text,
        start_line=first,
        end_line=last,
        total_lines=total,
        unsaved=_unsaved(snapshot, server.documents.at_path(snapshot.path)),
        redactions=redacted.count,
    )


def _load(server: "DevMentorServer", name: str) -> Snapshot:
    opened = [each.path for each in server.documents.snapshots()]
    snapshot = server.documents.load(inside(server.folders, name, opened))
    if snapshot is None:
        message = f"{name!r} is no text file that can be read: binary, too large, or not UTF-8."
        raise RpcError(ErrorCode.NOT_FOUND, message)
    return snapshot


def _within_limit(snapshot: Snapshot, first: int, last: int) -> tuple[str, int]:
    """Lines counted from one; at least one line is returned, cut if it must be."""
    size = 0
    for number in range(first, last + 1):
        size += len(lines_text(snapshot, number - 1, number - 1).encode())
        if size > MAX_READ_BYTES:
            last = max(first, number - 1)
            break
    return lines_text(snapshot, first - 1, last - 1)[:MAX_READ_BYTES], last


def _unsaved(snapshot: Snapshot, open_: Snapshot | None) -> bool:
    if open_ is not snapshot:
        return False
    try:
        return Path(snapshot.path).read_bytes().decode("utf-8-sig") != snapshot.text
    except (OSError, UnicodeDecodeError):
        return True
