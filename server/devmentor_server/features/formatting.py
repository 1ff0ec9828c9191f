"""`textDocument/formatting` and `rangeFormatting`: the project's own format."""

from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Edit

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the features."""
    server.feature(types.TEXT_DOCUMENT_FORMATTING)(formatting)
    server.feature(types.TEXT_DOCUMENT_RANGE_FORMATTING)(range_formatting)


async def formatting(
    ls: "DevMentorServer", params: types.DocumentFormattingParams
) -> list[types.TextEdit] | None:
    """Format a document; one with syntax errors stays as it is."""
    if (snapshot := ls.snapshot(params.text_document.uri)) is None:
        return None
    return await _write(ls, snapshot, await ls.analysis.formatted(snapshot))


async def range_formatting(
    ls: "DevMentorServer", params: types.DocumentRangeFormattingParams
) -> list[types.TextEdit] | None:
    """Format the statements that a range touches."""
    if (snapshot := ls.snapshot(params.text_document.uri)) is None:
        return None
    range_ = ls.places.read_range(snapshot, params.range)
    return await _write(ls, snapshot, await ls.analysis.formatted(snapshot, range_))


async def _write(
    ls: "DevMentorServer", snapshot: Snapshot, edits: list[Edit]
) -> list[types.TextEdit]:
    ls.require_current(snapshot)
    return [types.TextEdit(ls.places.write_range(snapshot.lines, e.range), e.text) for e in edits]
