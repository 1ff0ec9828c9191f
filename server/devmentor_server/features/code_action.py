"""`textDocument/codeAction`: ruff's fixes, refactorings, and "Explain with DevMentor"."""

import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.semantics.own_files import Refused
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Fix
from devmentor_server.capabilities import QUICK_FIX_KIND, REFACTOR_KINDS
from devmentor_server.features.code_action_resolve import refactorings
from devmentor_server.features.execute_command import explain_command
from devmentor_server.import_actions import import_actions
from devmentor_server.muting import mute_actions
from devmentor_server.whole_file import KINDS, Work, whole_file_actions

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

_WARNING = "may change what the program does"


def register(server: "DevMentorServer") -> None:
    """Offer the feature."""
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION)(code_action)


async def code_action(
    ls: "DevMentorServer", params: types.CodeActionParams
) -> list[types.CodeAction | types.Command] | None:
    """List the fixes at the cursor, what can be done to the whole file, and explaining."""
    snapshot = ls.snapshot(params.text_document.uri)
    if snapshot is None:
        return None
    explain = explain_command("Explain with DevMentor", snapshot.uri, params.range.start)
    if not ls.client.action_literals:
        return [explain]
    only = params.context.only
    actions: list[types.CodeAction | types.Command] = []
    muting: list[types.CodeAction] = []
    if _wanted(only, QUICK_FIX_KIND):
        inside, shown = ls.places.read_range(snapshot, params.range), params.context.diagnostics
        with contextlib.suppress(Refused):  # the rest of the list is worth showing
            for fix in await ls.analysis.editing.fixes(snapshot, inside):
                actions.append(await _fix_action(ls, snapshot, fix, shown))
        actions += await import_actions(ls, snapshot, shown)
        muting = await mute_actions(ls, snapshot, inside, shown)
    actions += await _actions_of_engines(ls, snapshot, params)
    if only:
        works: list[Work] = [work for work, kind in KINDS.items() if _wanted(only, kind)]
        actions += await whole_file_actions(ls, snapshot, works)
    if kinds := _refactor_kinds(ls, only):
        actions += await refactorings(ls, snapshot, params.range, kinds)
    if not only:
        actions.append(types.CodeAction(title=explain.title, command=explain))
    actions += muting
    ls.require_current(snapshot)
    return actions


async def _actions_of_engines(
    ls: "DevMentorServer", snapshot: Snapshot, params: types.CodeActionParams
) -> list[types.CodeAction]:
    only, inside = params.context.only or (), ls.places.read_range(snapshot, params.range)
    return [
        await _fix_action(ls, snapshot, fix, params.context.diagnostics)
        for fix in await ls.analysis.editing.actions(snapshot, inside, only)
        if _wanted(only, fix.kind)
    ]


def _refactor_kinds(ls: "DevMentorServer", only: Sequence[str] | None) -> set[str]:
    """The kinds of refactoring that are looked for.

    A client that resolves nothing gets inlining only when it asks for it: its edit is a search
    through the workspace, and editors ask for actions at every step of the cursor.
    """
    wanted = {kind for kind in REFACTOR_KINDS.values() if _wanted(only, kind)}
    return wanted if only or ls.client.action_resolve else wanted - {REFACTOR_KINDS["inline"]}


async def _fix_action(
    ls: "DevMentorServer", snapshot: Snapshot, fix: Fix, shown: Sequence[types.Diagnostic]
) -> types.CodeAction:
    settled = {(finding.code, finding.range.start.line) for finding in fix.findings}
    changes = await ls.places.write_edits(fix.edits)
    annotated = not fix.safe and ls.client.change_annotations
    return types.CodeAction(
        title=fix.title if fix.safe else f"{fix.title} ({_WARNING})",
        kind=fix.kind,
        diagnostics=[d for d in shown if (d.code, d.range.start.line) in settled] or None,
        edit=_to_confirm(changes, snapshot) if annotated else types.WorkspaceEdit(changes),
        is_preferred=fix.preferred and fix.safe and not fix.silences
        if ls.client.preferred_actions
        else None,
    )


def _to_confirm(
    changes: dict[str, list[types.TextEdit]], snapshot: Snapshot
) -> types.WorkspaceEdit:
    """An edit that the client shows before it makes it."""
    documents: list[
        types.TextDocumentEdit | types.CreateFile | types.RenameFile | types.DeleteFile
    ] = []
    for uri, edits in changes.items():
        version = snapshot.version if uri == snapshot.uri else None
        document = types.OptionalVersionedTextDocumentIdentifier(uri, version)
        marked = [types.AnnotatedTextEdit("unsafe", e.range, e.new_text) for e in edits]
        documents.append(types.TextDocumentEdit(document, marked))
    note = types.ChangeAnnotation(f"This {_WARNING}", needs_confirmation=True)
    return types.WorkspaceEdit(document_changes=documents, change_annotations={"unsafe": note})


def _wanted(only: Sequence[str] | None, kind: str) -> bool:
    """Kinds are a hierarchy: who asks for `source` gets `source.fixAll` too."""
    return not only or any(kind == asked or kind.startswith(f"{asked}.") for asked in only)
