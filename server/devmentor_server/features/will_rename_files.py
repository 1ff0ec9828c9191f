"""`workspace/willRenameFiles`: imports follow modules, packages and folders that move."""

from typing import TYPE_CHECKING

from lsprotocol import types

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
    """List the edits in the files that import what moves, and in what moves itself."""
    seen = Seen(ls)
    paths = [(path_of(each.old_uri), path_of(each.new_uri)) for each in params.files]
    edits = await ls.analysis.moving.edits([(old, new) for old, new in paths if old and new])
    return await seen.write(edits) if edits else None
