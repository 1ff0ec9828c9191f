"""`codeAction/resolve`, and the refactorings it works out: edits are made when chosen."""

from typing import TYPE_CHECKING, Any, Literal

from lsprotocol import types
from pydantic import TypeAdapter, ValidationError

from devmentor_analyzers.semantics.own_files import Refused
from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.peer import invalid_params
from devmentor_protocol.position import Range
from devmentor_protocol.wire import Wire
from devmentor_server.capabilities import REFACTOR_KINDS
from devmentor_server.muting import Muted, muted_edit
from devmentor_server.whole_file import WholeFile, whole_file_edit
from devmentor_server.workspace_edits import Seen, changed_meanwhile, for_people

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

_TITLES = {
    "extract_variable": "Extract variable",
    "extract_function": "Extract function",
    "inline": "Inline variable",
}


class Chosen(Wire):
    """What an action of ours carries until it is chosen."""

    refactoring: Literal["extract_variable", "extract_function", "inline"]
    uri: str
    version: int
    range: Range
    """In code points."""


_CHOSEN: TypeAdapter[Chosen | WholeFile | Muted] = TypeAdapter(Chosen | WholeFile | Muted)


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.CODE_ACTION_RESOLVE)(resolve)


async def resolve(ls: "DevMentorServer", action: types.CodeAction) -> types.CodeAction:
    """Work out the edit of an action that was listed without."""
    if action.data is None or action.edit is not None:
        return action
    chosen = _chosen(action.data)
    snapshot = ls.snapshot(chosen.uri)
    if snapshot is None or snapshot.version != chosen.version:
        raise changed_meanwhile(chosen.uri)
    with for_people():
        if isinstance(chosen, WholeFile):
            action.edit = await whole_file_edit(ls, snapshot, chosen.work)
        elif isinstance(chosen, Muted):
            action.edit = await muted_edit(ls, snapshot, chosen)
        else:
            action.edit = await _edit(ls, snapshot, chosen)
    return action


async def refactorings(
    ls: "DevMentorServer", snapshot: Snapshot, range_: types.Range, kinds: set[str]
) -> list[types.CodeAction]:
    """List what can be extracted or inlined; with its edit for clients that resolve nothing."""
    inner = ls.places.read_range(snapshot, range_)
    found: list[types.CodeAction] = []
    for refactoring in await ls.analysis.refactoring.possible(snapshot, inner):
        kind = REFACTOR_KINDS[refactoring]
        if kind not in kinds:
            continue
        chosen = Chosen(
            refactoring=refactoring, uri=snapshot.uri, version=snapshot.version, range=inner
        )
        action = types.CodeAction(title=_TITLES[refactoring], kind=kind)
        if ls.client.action_resolve:
            action.data = chosen.model_dump(mode="json")
        elif (edit := await _edit_or_none(ls, snapshot, chosen)) is not None:
            action.edit = edit
        else:
            continue
        found.append(action)
    return found


async def _edit(ls: "DevMentorServer", snapshot: Snapshot, chosen: Chosen) -> types.WorkspaceEdit:
    seen = Seen(ls)
    work = ls.analysis.refactoring.edits(chosen.refactoring, snapshot, chosen.range)
    return await seen.write(await work)


async def _edit_or_none(
    ls: "DevMentorServer", snapshot: Snapshot, chosen: Chosen
) -> types.WorkspaceEdit | None:
    try:
        return await _edit(ls, snapshot, chosen)
    except Refused:
        return None


def _chosen(data: Any) -> Chosen | WholeFile | Muted:
    try:
        return _CHOSEN.validate_python(data)
    except ValidationError as error:
        raise invalid_params(types.CODE_ACTION_RESOLVE, error) from None
