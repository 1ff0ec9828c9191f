"""Muting a rule: on a line, in a file, in the project, or for this user everywhere."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from lsprotocol import types
from pydantic import ValidationError

from devmentor_analyzers.checking.fixing import text_of
from devmentor_analyzers.checking.project_config import ConfigError
from devmentor_analyzers.semantics.own_files import Refused
from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.errors import RpcError
from devmentor_protocol.finding import Finding
from devmentor_protocol.peer import invalid_params
from devmentor_protocol.position import Range
from devmentor_protocol.wire import Wire
from devmentor_server.capabilities import MUTE_COMMAND, QUICK_FIX_KIND
from devmentor_server.uris import path_of
from devmentor_server.workspace_edits import REQUEST_FAILED, Seen

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

_MOST_RULES = 3
"""Rules at one place that can be muted; with more the list of actions would be all about muting."""

_SYNTAX = ("invalid-syntax", "syntax-error")


class Muted(Wire):
    """What an action carries whose edit writes a comment."""

    mute: str
    """The rule."""

    where: Literal["here", "file"]
    uri: str
    version: int
    line: int


class Muting(Wire):
    """The argument of the command: which rule, for whom, and where that was decided."""

    rule: str
    where: Literal["project", "me"]
    uri: str


async def mute_actions(
    ls: "DevMentorServer",
    snapshot: Snapshot,
    range_: Range,
    diagnostics: Sequence[types.Diagnostic],
) -> list[types.CodeAction]:
    """List the ways to mute each rule that something is shown of in a range."""
    shown = ls.analysis.silence.shown(snapshot.uri)
    rules: dict[str, Finding] = {}
    for finding in shown:
        if finding.range.overlaps(range_):
            rules.setdefault(finding.code, finding)
    actions: list[types.CodeAction] = []
    preferred = False if ls.client.preferred_actions else None
    for rule, finding in list(rules.items())[:_MOST_RULES]:
        about = [each for each in diagnostics if each.code == rule] or None
        for where, title in _titles(finding).items():
            action = types.CodeAction(title, QUICK_FIX_KIND, about, preferred)
            if await _complete(ls, snapshot, action, finding, where):
                actions.append(action)
    return actions


async def muted_edit(
    ls: "DevMentorServer", snapshot: Snapshot, muted: Muted
) -> types.WorkspaceEdit:
    """The edit that writes the comment. Raises `Refused`."""
    seen = Seen(ls)
    edits = await ls.analysis.silence.ignored(
        snapshot, muted.mute, muted.line if muted.where == "here" else None
    )
    return await seen.write(edits)


async def mute(ls: "DevMentorServer", arguments: Any) -> None:
    """Carry out the command: write it down, and show what is left."""
    try:
        asked = Muting.model_validate(arguments[0] if arguments else None)
    except ValidationError as error:
        raise invalid_params(MUTE_COMMAND, error) from None
    path = path_of(asked.uri)
    try:
        if asked.where == "me":
            await asyncio.to_thread(ls.analysis.silence.memory.mute, asked.rule)
        elif path is not None:
            open_ = {each.path: each.text for each in ls.documents.snapshots()}
            root = next((each for each in ls.folders if each in path.parents), None)
            await asyncio.to_thread(_mute_in_project, path, root, asked.rule, open_)
    except ConfigError as error:
        raise RpcError(REQUEST_FAILED, str(error)) from None
    ls.closed_files.forget()
    ls.publisher.refresh()


def _mute_in_project(path: Path, root: Path | None, rule: str, open_: dict[Path, str]) -> None:
    """Write it to the file that configures a path, unless the editor holds a newer one. Blocks."""
    # Late, for tomlkit: 25 ms that most sessions never need.
    from devmentor_analyzers.silence.project_mutes import config_file, mute_in_project

    file = config_file(path.parent, root)
    if file in open_ and file.exists() and open_[file] != text_of(file.read_bytes()):
        raise ConfigError(f"{file.name} has unsaved changes: save it, then mute {rule} again.")
    mute_in_project(file, rule)


def _titles(finding: Finding) -> dict[Literal["here", "file", "project", "me"], str]:
    rule = finding.code
    titles: dict[Literal["here", "file", "project", "me"], str] = {
        "here": f"Mute {rule} here",
        "file": f"Mute {rule} in this file",
        "project": f"Mute {rule} in the project",
        "me": f"Mute {rule} for me everywhere",
    }
    if finding.source == "ruff" or rule in _SYNTAX:
        del titles["here"]  # ruff has a comment of its own; broken code has no place for one
    return titles


async def _complete(
    ls: "DevMentorServer",
    snapshot: Snapshot,
    action: types.CodeAction,
    finding: Finding,
    where: Literal["here", "file", "project", "me"],
) -> bool:
    """Give an action its command, its edit, or what its edit is worked out from; False if it has none."""
    if where == "project" or where == "me":
        asked = Muting(rule=finding.code, where=where, uri=snapshot.uri)
        arguments = [asked.model_dump(mode="json")]
        action.command = types.Command(action.title, MUTE_COMMAND, arguments=arguments)
        return True
    muted = Muted(
        mute=finding.code,
        where=where,
        uri=snapshot.uri,
        version=snapshot.version,
        line=finding.range.start.line,
    )
    if ls.client.action_resolve:
        action.data = muted.model_dump(mode="json")
        return True
    try:
        action.edit = await muted_edit(ls, snapshot, muted)
    except Refused:
        return False
    return True
