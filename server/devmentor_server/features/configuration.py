"""Settings, workspace folders and the project's files, as they change outside the editor."""

import asyncio
import logging
from collections.abc import Awaitable
from typing import TYPE_CHECKING, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from devmentor_server.settings import read_settings
from devmentor_server.uris import path_of

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


Answered = TypeVar("Answered")
_log = logging.getLogger(__name__)
_SOURCES = "**/*.{py,pyi}"
_SETTINGS = (
    "pyproject.toml",
    "devmentor.toml",
    "ruff.toml",
    ".ruff.toml",
    "ty.toml",
    "baseline.json",
)
_ANSWER_SECONDS = 5.0


def register(server: "DevMentorServer") -> None:
    """Offer the features."""
    server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(configuration_changed)
    server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(folders_changed)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(files_changed)


async def fetch_settings(ls: "DevMentorServer") -> None:
    """Take the settings the client holds, when it can be asked and initialize brought none."""
    if not ls.client.configuration or ls.client.settings is not None:
        return
    await _pull(ls)


async def watch_files(ls: "DevMentorServer") -> None:
    """Have the client tell when a file changes that decides what is found."""
    if not ls.client.watched_files:
        return
    globs = (_SOURCES, f"**/{{{','.join(_SETTINGS)}}}")
    watchers = [types.FileSystemWatcher(glob_pattern=glob) for glob in globs]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
    method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    registration = types.Registration("project-files", method, options)
    asked = ls.client_register_capability_async(types.RegistrationParams([registration]))
    await _answered(asked)


async def configuration_changed(
    ls: "DevMentorServer", params: types.DidChangeConfigurationParams
) -> None:
    """Take the new settings; some clients only say that there are new ones."""
    if ls.client.configuration:
        await _pull(ls)
    else:
        await ls.configure(read_settings(params.settings))


async def folders_changed(
    ls: "DevMentorServer", params: types.DidChangeWorkspaceFoldersParams
) -> None:
    """Work in the folders that are open now."""
    removed = {path_of(folder.uri) for folder in params.event.removed}
    added = [path for folder in params.event.added if (path := path_of(folder.uri))]
    folders = [folder for folder in ls.folders if folder not in removed]
    await ls.configure(ls.settings, [*folders, *(path for path in added if path not in folders)])


async def files_changed(ls: "DevMentorServer", params: types.DidChangeWatchedFilesParams) -> None:
    """Tell the engines; findings may have changed unless only open documents were saved."""
    kinds = {path: c.type for c in params.changes if (path := path_of(c.uri)) is not None}
    changed = list(kinds)
    made = {path for path, kind in kinds.items() if kind is types.FileChangeType.Created}
    ls.analysis.files_changed(changed, made)
    if any(path.name in _SETTINGS for path in changed):
        ls.closed_files.forget()
    if not all(ls.documents.at_path(path) for path in changed):
        ls.refresh()


async def _pull(ls: "DevMentorServer") -> None:
    items = [types.ConfigurationItem(section="devmentor")]
    asked = ls.workspace_configuration_async(types.ConfigurationParams(items))
    if (found := await _answered(asked)) is not None:
        await ls.configure(read_settings(found[0] if found else None))


async def _answered(asked: Awaitable[Answered]) -> Answered | None:
    """Wait for the client, which may refuse or never answer."""
    try:
        return await asyncio.wait_for(asked, _ANSWER_SECONDS)
    except (TimeoutError, JsonRpcException) as error:
        _log.info("the client did not answer: %s", error)
        return None
