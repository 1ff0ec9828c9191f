"""`textDocument/references`: where a name is used, in the whole workspace."""

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.TEXT_DOCUMENT_REFERENCES)(references)


async def references(
    ls: "DevMentorServer", params: types.ReferenceParams
) -> list[types.Location] | None:
    """List the places; a large project takes a while, so progress is shown."""
    if (place := ls.place(params)) is None:
        return None
    async with ls.bars.of("Finding references", params.work_done_token):
        found = await ls.analysis.references(
            *place, include_declaration=params.context.include_declaration
        )
        return await ls.places.write_locations(found)
