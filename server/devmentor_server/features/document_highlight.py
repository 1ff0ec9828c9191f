"""`textDocument/documentHighlight`: where the name under the cursor occurs in the document."""

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)(document_highlight)


async def document_highlight(
    ls: "DevMentorServer", params: types.DocumentHighlightParams
) -> list[types.DocumentHighlight] | None:
    """Tell reads from writes."""
    if (place := ls.place(params)) is None:
        return None
    kinds = types.DocumentHighlightKind
    return [
        types.DocumentHighlight(
            range=ls.places.write_range(place[0].lines, found.range),
            kind=kinds.Write if found.write else kinds.Read,
        )
        for found in await ls.analysis.highlights(*place)
    ]
