"""`textDocument/implementation`: subclasses and overrides."""

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.TEXT_DOCUMENT_IMPLEMENTATION)(implementation)


async def implementation(
    ls: "DevMentorServer", params: types.ImplementationParams
) -> list[types.Location] | None:
    """List the places, in any file."""
    if (place := ls.place(params)) is None:
        return None
    return await ls.places.write_locations(await ls.analysis.navigation.implementations(*place))
