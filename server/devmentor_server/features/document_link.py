"""`textDocument/documentLink`: pages and files named in a text."""

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)(document_link)


async def document_link(
    ls: "DevMentorServer", params: types.DocumentLinkParams
) -> list[types.DocumentLink] | None:
    """List what can be opened from here."""
    if (snapshot := ls.snapshot(params.text_document.uri)) is None:
        return None
    return [
        types.DocumentLink(ls.places.write_range(snapshot.lines, link.range), link.target)
        for link in await ls.analysis.links(snapshot)
    ]
