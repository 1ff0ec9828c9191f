"""Code actions that import the names a document uses and does not have."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from devmentor_analyzers.snapshot import Snapshot
from devmentor_server.capabilities import QUICK_FIX_KIND

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

_CODES: Final = frozenset({"F821", "unresolved-reference"})
"""What ruff and ty call a name that nothing defines."""


async def import_actions(
    ls: "DevMentorServer", snapshot: Snapshot, shown: Sequence[types.Diagnostic]
) -> list[types.CodeAction]:
    """For each such name among the shown diagnostics, from where it can be imported."""
    names: dict[str, list[types.Diagnostic]] = {}
    for diagnostic in shown:
        if diagnostic.code in _CODES and (name := _name(ls, snapshot, diagnostic.range)):
            names.setdefault(name, []).append(diagnostic)
    actions: list[types.CodeAction] = []
    for name, settled in names.items():
        fixes = await ls.analysis.editing.import_fixes(snapshot, name)
        for fix in fixes:
            changes = await ls.places.write_edits(fix.edits)
            action = types.CodeAction(fix.title, QUICK_FIX_KIND, diagnostics=settled)
            action.edit = types.WorkspaceEdit(changes)
            action.is_preferred = len(fixes) == 1 if ls.client.preferred_actions else None
            actions.append(action)
    return actions


def _name(ls: "DevMentorServer", snapshot: Snapshot, range_: types.Range) -> str:
    """What stands there now, when it is a name."""
    place = ls.places.read_range(snapshot, range_)
    lines = snapshot.lines
    text = snapshot.text[lines.offset(place.start) : lines.offset(place.end)]
    return text if text.isidentifier() else ""
