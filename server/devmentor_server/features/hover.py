"""`textDocument/hover`: what the name under the cursor is."""

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.TEXT_DOCUMENT_HOVER)(hover)


async def hover(ls: "DevMentorServer", params: types.HoverParams) -> types.Hover | None:
    """Show a signature and documentation."""
    if (place := ls.place(params)) is None:
        return None
    snapshot, at = place
    found = await ls.analysis.hover(snapshot, at)
    if found is None:
        return None
    format_ = types.MarkupKind.Markdown if ls.client.markdown_hover else types.MarkupKind.PlainText
    return types.Hover(
        contents=types.MarkupContent(format_, found.markdown),
        range=ls.places.write_range(snapshot.lines, found.range) if found.range else None,
    )
