"""`workspace/willRenameFiles`: imports follow a module whose file gets another name."""

import asyncio
from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.values import Edit
from devmentor_server.uris import path_of
from devmentor_server.workspace_edits import Seen

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.WORKSPACE_WILL_RENAME_FILES)(will_rename_files)


async def will_rename_files(
    ls: "DevMentorServer", params: types.RenameFilesParams
) -> types.WorkspaceEdit | None:
    """List the edits in the files that import what moves."""
    seen = Seen(ls)
    edits = [edit for moved in params.files for edit in await _edits(ls, moved)]
    return await seen.write(edits) if edits else None


async def _edits(ls: "DevMentorServer", moved: types.FileRename) -> list[Edit]:
    old, new = path_of(moved.old_uri), path_of(moved.new_uri)
    document = await asyncio.to_thread(ls.documents.load, old) if old and new else None
    return await ls.analysis.renaming.move(document, new) if document and new else []
