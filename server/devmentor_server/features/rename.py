"""`textDocument/rename` and its prepare: another name, wherever the name is written."""

from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_server.workspace_edits import Seen, for_people

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the features."""
    server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)(prepare)
    server.feature(types.TEXT_DOCUMENT_RENAME)(rename)


async def prepare(ls: "DevMentorServer", params: types.PrepareRenameParams) -> types.Range | None:
    """Show what would be renamed, or say why it cannot be."""
    if (place := ls.place(params)) is None:
        return None
    with for_people():
        found = await ls.analysis.renaming.prepare(*place)
    return ls.places.write_range(place[0].lines, found)


async def rename(ls: "DevMentorServer", params: types.RenameParams) -> types.WorkspaceEdit | None:
    """List the edits in all files; a large project takes a while, so progress is shown."""
    if (place := ls.place(params)) is None:
        return None
    seen = Seen(ls)
    async with ls.bars.of("Renaming", params.work_done_token):
        with for_people():
            edits = await ls.analysis.renaming.rename(*place, params.new_name)
        return await seen.write(edits)
