"""`textDocument/inlayHint`: what the code does not say."""

from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Hint
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
    ls.require_current(snapshot)
    return [_write(ls.places, snapshot, hint) for hint in hints]


def _write(places: Places, snapshot: Snapshot, hint: Hint) -> types.InlayHint:
    lines = snapshot.lines
    edits = [types.TextEdit(places.write_range(lines, e.range), e.text) for e in hint.edits]
    return types.InlayHint(
        position=places.write(lines, hint.at),
        label=hint.label,
        kind=_KINDS[hint.kind],
        text_edits=edits or None,
        padding_right=hint.kind == "parameter",
    )
