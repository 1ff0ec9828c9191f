"""`textDocument/foldingRange`: what may be folded away."""

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)(folding_range)


async def folding_range(
    ls: "DevMentorServer", params: types.FoldingRangeParams
) -> list[types.FoldingRange] | None:
    """List whole lines, as every client can fold them."""
    snapshot = ls.snapshot(params.text_document.uri)
    if snapshot is None:
        return None
    return [
        types.FoldingRange(start_line=fold.start_line, end_line=fold.end_line, kind=fold.kind)
        for fold in await ls.analysis.folds(snapshot)
    ]
