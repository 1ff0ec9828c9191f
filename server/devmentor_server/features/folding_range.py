"""`textDocument/foldingRange`: what may be folded away."""

from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.values import Fold
from devmentor_server.incoming import JsonObject, Plain

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)(folding_range)


async def folding_range(ls: "DevMentorServer", params: types.FoldingRangeParams) -> Plain | None:
    """List whole lines, as every client can fold them."""
    snapshot = ls.snapshot(params.text_document.uri)
    if snapshot is None:
        return None
    return Plain([_fold(fold) for fold in await ls.analysis.folds(snapshot)])


def _fold(fold: Fold) -> JsonObject:
    lines = {"startLine": fold.start_line, "endLine": fold.end_line}
    return {**lines, "kind": fold.kind} if fold.kind else lines
