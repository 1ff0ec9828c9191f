"""`textDocument/documentSymbol`: the outline of a document."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Symbol
from devmentor_server.kinds import symbol_kind
from devmentor_server.places import Places

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(document_symbol)


async def document_symbol(
    ls: "DevMentorServer", params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation] | None:
    """Return a tree, or a flat list for clients that know no trees."""
    snapshot = ls.snapshot(params.text_document.uri)
    if snapshot is None:
        return None
    outline = await ls.analysis.outline(snapshot)
    if ls.client.symbol_tree:
        return [_tree(ls.places, snapshot, symbol) for symbol in outline]
    return [
        types.SymbolInformation(
            name=symbol.name,
            kind=symbol_kind(symbol.kind),
            location=types.Location(
                snapshot.uri, ls.places.write_range(snapshot.lines, symbol.range)
            ),
            container_name=container,
        )
        for symbol, container in flat(outline, None)
    ]


def _tree(places: Places, snapshot: Snapshot, symbol: Symbol) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        name=symbol.name or "(unnamed)",
        kind=symbol_kind(symbol.kind),
        range=places.write_range(snapshot.lines, symbol.range),
        selection_range=places.write_range(snapshot.lines, symbol.selection),
        detail=symbol.detail or None,
        children=[_tree(places, snapshot, child) for child in symbol.children],
    )


def flat(symbols: Iterable[Symbol], container: str | None) -> Iterator[tuple[Symbol, str | None]]:
    """Walk a tree from the top; each symbol comes with the name of what contains it."""
    for symbol in symbols:
        yield symbol, container
        yield from flat(symbol.children, symbol.name)
