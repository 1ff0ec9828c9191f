"""`workspace/symbol`: find a symbol by name in all files."""

from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_server.kinds import symbol_kind

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


MAX_SYMBOLS = 200


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.WORKSPACE_SYMBOL)(workspace_symbol)


async def workspace_symbol(
    ls: "DevMentorServer", params: types.WorkspaceSymbolParams
) -> list[types.SymbolInformation]:
    """List matches, best first."""
    async with ls.bars.of("Searching symbols", params.work_done_token):
        found = await ls.analysis.find_symbols(params.query, MAX_SYMBOLS)
        locations = await ls.places.write_locations(symbol.location for symbol in found)
    return [
        types.SymbolInformation(
            name=symbol.name,
            kind=symbol_kind(symbol.kind),
            location=location,
            container_name=symbol.container,
        )
        for symbol, location in zip(found, locations, strict=True)
    ]
