"""`textDocument/codeAction`: ruff's fixes, refactorings, and "Explain with DevMentor"."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Edit, Fix
from devmentor_protocol.position import Position, Range
from devmentor_server.capabilities import FIX_ALL_KIND, REFACTOR_KINDS
from devmentor_server.features.code_action_resolve import refactorings
from devmentor_server.features.execute_command import explain_command

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION)(code_action)


async def code_action(
    ls: "DevMentorServer", params: types.CodeActionParams
) -> list[types.CodeAction | types.Command] | None:
    """List the fixes at the cursor, fixing the whole file, and explaining."""
    snapshot = ls.snapshot(params.text_document.uri)
    if snapshot is None:
        return None
    explain = explain_command("Explain with DevMentor", snapshot.uri, params.range.start)
    if not ls.client.action_literals:
        return [explain]
    only = params.context.only
    actions: list[types.CodeAction | types.Command] = []
    if _wanted(only, "quickfix"):
        for fix in await ls.analysis.fixes(snapshot, ls.places.read_range(snapshot, params.range)):
            actions.append(await _fix_action(ls, fix, params.context.diagnostics))
    if only and _wanted(only, FIX_ALL_KIND):
        actions += await _fix_all(ls, snapshot)
    if kinds := _refactor_kinds(ls, only):
        actions += await refactorings(ls, snapshot, params.range, kinds)
    if not only:
        actions.append(types.CodeAction(title=explain.title, command=explain))
    return actions


def _refactor_kinds(ls: "DevMentorServer", only: Sequence[str] | None) -> set[str]:
    """The kinds of refactoring that are looked for.

    A client that resolves nothing gets inlining only when it asks for it: its edit is a search
    through the workspace, and editors ask for actions at every step of the cursor.
    """
    wanted = {kind for kind in REFACTOR_KINDS.values() if _wanted(only, kind)}
    return wanted if only or ls.client.action_resolve else wanted - {REFACTOR_KINDS["inline"]}


async def _fix_action(
    ls: "DevMentorServer", fix: Fix, shown: Sequence[types.Diagnostic]
) -> types.CodeAction:
    settled = {finding.code for finding in fix.findings}
    return types.CodeAction(
        title=fix.title if fix.safe else f"{fix.title} (may change what the program does)",
        kind=fix.kind,
        diagnostics=[found for found in shown if found.code in settled] or None,
        edit=types.WorkspaceEdit(changes=await ls.places.write_edits(fix.edits)),
        is_preferred=fix.safe if ls.client.preferred_actions else None,
    )


async def _fix_all(ls: "DevMentorServer", snapshot: Snapshot) -> list[types.CodeAction]:
    end = snapshot.lines.position(len(snapshot.text))
    whole = Range(start=Position(line=0, character=0), end=end)
    fixes = await ls.analysis.fixes(snapshot, whole)
    edits = compatible([fix.edits for fix in fixes if fix.safe])
    if not edits:
        return []
    changes = await ls.places.write_edits(edits)
    title = "Fix everything that is safe to fix"
    edit = types.WorkspaceEdit(changes=changes)
    return [types.CodeAction(title=title, kind=FIX_ALL_KIND, edit=edit)]


def compatible(fixes: Sequence[Sequence[Edit]]) -> list[Edit]:
    """Edits of as many whole fixes as fit beside each other, the first in the text first."""
    chosen: list[Edit] = []
    for fix in sorted(fixes, key=_first_place):
        fresh = [edit for edit in fix if edit not in chosen]
        if not any(_collide(edit, other) for edit in fresh for other in chosen):
            chosen += fresh
    return chosen


def _first_place(fix: Sequence[Edit]) -> tuple[int, int]:
    return min(
        ((edit.range.start.line, edit.range.start.character) for edit in fix), default=(0, 0)
    )


def _collide(edit: Edit, other: Edit) -> bool:
    """Edits may touch, as deleting two lines in a row does; they may not share a character."""
    one, two = edit.range, other.range
    shared = one == two or (one.start < two.end and two.start < one.end)
    return edit.path == other.path and shared


def _wanted(only: Sequence[str] | None, kind: str) -> bool:
    """Kinds are a hierarchy: who asks for `source` gets `source.fixAll` too."""
    return not only or any(kind == asked or kind.startswith(f"{asked}.") for asked in only)
