"""`textDocument/typeDefinition`: the classes of what a name stands for."""

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.TEXT_DOCUMENT_TYPE_DEFINITION)(type_definition)


async def type_definition(
    ls: "DevMentorServer", params: types.TypeDefinitionParams
) -> list[types.Location] | None:
    """List the places, in any file."""
    if (place := ls.place(params)) is None:
        return None
    return await ls.places.write_locations(await ls.analysis.navigation.type_definitions(*place))
