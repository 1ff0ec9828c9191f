"""`textDocument/hover`: what the name under the cursor is."""

import time
from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.TEXT_DOCUMENT_HOVER)(hover)


async def hover(ls: "DevMentorServer", params: types.HoverParams) -> types.Hover | None:
    """Show a signature and documentation, and why the line is as it is if that is known by now."""
    if (place := ls.place(params)) is None:
        return None
    (snapshot, at), asked = place, time.monotonic()
    reason = ls.reasons.look(ls.analysis, snapshot, at) if ls.settings.hover_history else None
    found = await ls.analysis.hover(snapshot, at)
    section = await reason.in_time(asked, with_hover=found is not None) if reason else ""
    parts = [part for part in (found.markdown if found else "", section) if part]
    if not parts:
        return None
    format_ = types.MarkupKind.Markdown if ls.client.markdown_hover else types.MarkupKind.PlainText
    return types.Hover(
        contents=types.MarkupContent(format_, "\n\n---\n\n".join(parts)),
        range=ls.places.write_range(snapshot.lines, found.range) if found and found.range else None,
    )
