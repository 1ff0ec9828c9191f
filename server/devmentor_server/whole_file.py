"""Code actions on a whole document, for those who ask: fix all, sort the imports."""

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from lsprotocol import types

from devmentor_analyzers.compatible import compatible
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Edit
from devmentor_protocol.position import Position, Range
from devmentor_protocol.wire import Wire
from devmentor_server.capabilities import FIX_ALL_KIND, ORGANIZE_IMPORTS_KIND
from devmentor_server.workspace_edits import Seen, for_people

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

Work = Literal["fix_all", "organize_imports"]
KINDS: dict[Work, str] = {"fix_all": FIX_ALL_KIND, "organize_imports": ORGANIZE_IMPORTS_KIND}
_TITLES: dict[Work, str] = {
    "fix_all": "Fix everything that is safe to fix",
    "organize_imports": "Organize imports",
}


class WholeFile(Wire):
    """What such an action carries until it is chosen."""

    work: Work
    uri: str
    version: int


async def whole_file_actions(
    ls: "DevMentorServer", snapshot: Snapshot, works: Iterable[Work]
) -> list[types.CodeAction]:
    """List them; with their edits for clients that resolve nothing, if there is anything to do."""
    seen, found = Seen(ls), list[types.CodeAction]()
    for work in works:
        action = types.CodeAction(title=_TITLES[work], kind=KINDS[work])
        if ls.client.action_resolve:
            chosen = WholeFile(work=work, uri=snapshot.uri, version=snapshot.version)
            action.data = chosen.model_dump(mode="json")
        elif edits := await _edits(ls, snapshot, work):
            action.edit = await seen.write(edits)
        else:
            continue
        found.append(action)
    return found


async def whole_file_edit(
    ls: "DevMentorServer", snapshot: Snapshot, work: Work
) -> types.WorkspaceEdit:
    """Work out the edit of one that was chosen."""
    seen = Seen(ls)
    return await seen.write(await _edits(ls, snapshot, work))


async def _edits(ls: "DevMentorServer", snapshot: Snapshot, work: Work) -> list[Edit]:
    whole = Range(
        start=Position(line=0, character=0), end=snapshot.lines.position(len(snapshot.text))
    )
    with for_people():
        if work == "organize_imports":
            return await ls.analysis.editing.imports_organized(snapshot)
        # Ruff's own "fix all" makes unsafe edits too where the project's configuration says so.
        fixes = await ls.analysis.editing.fixes(snapshot, whole)
    edits = [fix.edits for fix in fixes if fix.safe and not fix.silences]
    return await asyncio.to_thread(compatible, edits)
