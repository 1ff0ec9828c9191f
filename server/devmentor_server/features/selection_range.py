"""`textDocument/selectionRange`: what a selection grows to."""

from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.lines import LineIndex
from devmentor_protocol.position import Range
from devmentor_server.incoming import JsonObject, Plain

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.TEXT_DOCUMENT_SELECTION_RANGE)(selection_range)


async def selection_range(
    ls: "DevMentorServer", params: types.SelectionRangeParams
) -> Plain | None:
    """List for each place the word and the pieces of syntax around it."""
    if (snapshot := ls.snapshot(params.text_document.uri)) is None:
        return None
    places = [ls.places.read(snapshot, position) for position in params.positions]
    found = await ls.analysis.selections(snapshot, places)
    return Plain([_nested(ls, snapshot.lines, ranges) for ranges in found])


def _nested(ls: "DevMentorServer", lines: LineIndex, ranges: tuple[Range, ...]) -> JsonObject:
    nested: JsonObject = {}
    for range_ in reversed(ranges):
        around = {"parent": nested} if nested else {}
        nested = {"range": ls.places.plain_range(lines, range_), **around}
    return nested
