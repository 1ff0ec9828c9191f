"""`textDocument/semanticTokens`: what each word is; whole, what changed, or a part."""

import asyncio
from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.position import Range
from devmentor_server.incoming import Plain
from devmentor_server.token_reports import encoded, within

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the features."""
    server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL)(full)
    server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA)(delta)
    server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE)(part)


async def full(ls: "DevMentorServer", params: types.SemanticTokensParams) -> Plain | None:
    """List every token."""
    if (snapshot := ls.snapshot(params.text_document.uri)) is None:
        return None
    return Plain(ls.tokens.full(snapshot.uri, await _tokens(ls, snapshot)))


async def delta(ls: "DevMentorServer", params: types.SemanticTokensDeltaParams) -> Plain | None:
    """List what changed since the client's last answer."""
    if (snapshot := ls.snapshot(params.text_document.uri)) is None:
        return None
    data = await _tokens(ls, snapshot)
    return Plain(ls.tokens.since(snapshot.uri, params.previous_result_id, data))


async def part(ls: "DevMentorServer", params: types.SemanticTokensRangeParams) -> Plain | None:
    """List the tokens of the lines on the screen."""
    if (snapshot := ls.snapshot(params.text_document.uri)) is None:
        return None
    range_ = ls.places.read_range(snapshot, params.range)
    data = await _tokens(ls, snapshot, range_)
    lines = range_.start.line, range_.end.line
    return Plain({"data": await asyncio.to_thread(within, data, *lines)})


async def _tokens(
    ls: "DevMentorServer", snapshot: Snapshot, range_: Range | None = None
) -> list[int]:
    data = await ls.analysis.tokens(snapshot, range_)
    ls.require_current(snapshot)
    return await asyncio.to_thread(encoded, data, snapshot.lines, ls.client.encoding)
