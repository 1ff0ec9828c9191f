"""`textDocument/inlayHint`: what the code does not say."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Hint, Location
from devmentor_server.places import Places

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

_KINDS = {"type": types.InlayHintKind.Type, "parameter": types.InlayHintKind.Parameter}


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.TEXT_DOCUMENT_INLAY_HINT)(inlay_hint)


async def inlay_hint(
    ls: "DevMentorServer", params: types.InlayHintParams
) -> list[types.InlayHint] | None:
    """List the hints of a range; one that can be written into the code brings its edits."""
    if (snapshot := ls.snapshot(params.text_document.uri)) is None:
        return None
    hints = await ls.analysis.hints(snapshot, ls.places.read_range(snapshot, params.range))
    named = {part.place for hint in hints for part in hint.parts if part.place}
    places = dict(zip(named, await ls.places.write_locations(named), strict=True))
    ls.require_current(snapshot)
    return [_write(ls.places, snapshot, hint, places) for hint in hints]


def _write(
    places: Places, snapshot: Snapshot, hint: Hint, named: Mapping[Location, types.Location]
) -> types.InlayHint:
    lines = snapshot.lines
    edits = [types.TextEdit(places.write_range(lines, e.range), e.text) for e in hint.edits]
    parts = [
        types.InlayHintLabelPart(part.text, location=named[part.place] if part.place else None)
        for part in hint.parts
    ]
    return types.InlayHint(
        position=places.write(lines, hint.at),
        label=parts if any(part.location for part in parts) else hint.label,
        kind=_KINDS[hint.kind],
        text_edits=edits or None,
        padding_right=hint.kind == "parameter",
    )
