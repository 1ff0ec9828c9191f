"""`textDocument/documentSymbol`: the outline of a document."""

import asyncio
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Symbol
from devmentor_server.incoming import JsonObject, Plain
from devmentor_server.kinds import symbol_kind
from devmentor_server.places import Places

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

_SHORT = 50_000
"""Characters; the outline of a longer text is written in a thread."""


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(document_symbol)


async def document_symbol(
    ls: "DevMentorServer", params: types.DocumentSymbolParams
) -> Plain | None:
    """Return a tree, or a flat list for clients that know no trees."""
    snapshot = ls.snapshot(params.text_document.uri)
    if snapshot is None:
        return None
    outline = await ls.analysis.outline(snapshot)

    def write() -> list[JsonObject]:
        if ls.client.symbol_tree:
            return [_tree(ls.places, snapshot, symbol) for symbol in outline]
        return [_entry(ls.places, snapshot, *each) for each in flat(outline, None)]

    is_short = len(snapshot.text) < _SHORT
    return Plain(write() if is_short else await asyncio.to_thread(write))


def _tree(places: Places, snapshot: Snapshot, symbol: Symbol) -> JsonObject:
    """LSP's DocumentSymbol."""
    tree: JsonObject = {
        "name": symbol.name or "(unnamed)",
        "kind": symbol_kind(symbol.kind).value,
        "range": places.plain_range(snapshot.lines, symbol.range),
        "selectionRange": places.plain_range(snapshot.lines, symbol.selection),
        "children": [_tree(places, snapshot, child) for child in symbol.children],
    }
    return {**tree, "detail": symbol.detail} if symbol.detail else tree


def _entry(places: Places, snapshot: Snapshot, symbol: Symbol, container: str | None) -> JsonObject:
    """LSP's SymbolInformation."""
    place = {"uri": snapshot.uri, "range": places.plain_range(snapshot.lines, symbol.range)}
    entry = {"name": symbol.name, "kind": symbol_kind(symbol.kind).value, "location": place}
    return {**entry, "containerName": container} if container else entry


def flat(symbols: Iterable[Symbol], container: str | None) -> Iterator[tuple[Symbol, str | None]]:
    """Walk a tree from the top; each symbol comes with the name of what contains it."""
    for symbol in symbols:
        yield symbol, container
        yield from flat(symbol.children, symbol.name)
