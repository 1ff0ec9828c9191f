"""Settings, workspace folders and the project's files, as they change outside the editor."""

from dataclasses import replace
from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_analyzers.environments.discovery import WATCHED
from devmentor_server.analysis import Chosen
from devmentor_server.registrations import answered
from devmentor_server.settings import ServerSettings, read_python, read_settings
from devmentor_server.uris import path_of, uri_of

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

_SOURCES = "**/*.{py,pyi}"
_SETTINGS = (
    "pyproject.toml",
    "devmentor.toml",
    "ruff.toml",
    ".ruff.toml",
    "ty.toml",
    "baseline.json",
)
_OURS = ("pyproject.toml", "devmentor.toml")
_PROGRAMS = ("python", "python.exe")
_INTERPRETERS = "**/{bin,Scripts}/python{,.exe}"


def register(server: "DevMentorServer") -> None:
    """Offer the features."""
    server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(configuration_changed)
    server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(folders_changed)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(files_changed)


async def fetch_settings(ls: "DevMentorServer") -> None:
    """Take the settings the client holds for each folder, when it can be asked."""
    if ls.client.configuration:
        await _pull(ls)


async def watch(ls: "DevMentorServer") -> None:
    """Have the client tell when settings or files change that decide what is found."""
    await ls.registrations.hear_of_settings()
    await ls.registrations.watch_files(
        (_SOURCES, f"**/{{{','.join((*_SETTINGS, *WATCHED))}}}", _INTERPRETERS)
    )


async def configuration_changed(
    ls: "DevMentorServer", params: types.DidChangeConfigurationParams
) -> None:
    """Take the new settings; some clients only say that there are new ones."""
    if ls.client.configuration:
        await _pull(ls)
    else:
        await ls.configure(Chosen(read_settings(params.settings, everybodys=True)))


async def folders_changed(
    ls: "DevMentorServer", params: types.DidChangeWorkspaceFoldersParams
) -> None:
    """Work in the folders that are open now."""
    removed = {path_of(folder.uri) for folder in params.event.removed}
    added = [path for folder in params.event.added if (path := path_of(folder.uri))]
    folders = [folder for folder in ls.folders if folder not in removed]
    ls.folders = [*folders, *(path for path in added if path not in folders)]
    if ls.client.configuration:
        await _pull(ls)
    await ls.configure(ls.chosen)


async def files_changed(ls: "DevMentorServer", params: types.DidChangeWatchedFilesParams) -> None:
    """Tell the engines; findings may have changed unless only open documents were saved."""
    kinds = {path: c.type for c in params.changes if (path := path_of(c.uri)) is not None}
    changed = list(kinds)
    made = {path for path, kind in kinds.items() if kind is types.FileChangeType.Created}
    ls.analysis.files_changed(changed, made)
    ls.index.files_changed()
    ls.closed_files.list_anew()
    names = {path.name for path in changed}
    if names & {*_SETTINGS}:
        ls.closed_files.forget()
    if names & {*WATCHED, *_PROGRAMS} or names & {*_OURS}:
        await ls.configure(ls.chosen, look_again=not names <= {*_SETTINGS})
    if not all(ls.documents.at_path(path) for path in changed):
        ls.refresh()


async def _pull(ls: "DevMentorServer") -> None:
    """Ask for all settings at once: everywhere's, then those of each folder, and its Python's."""
    folders = list(ls.folders)
    items = [types.ConfigurationItem(section="devmentor")]
    for folder in folders:
        items += [types.ConfigurationItem(uri_of(folder), each) for each in ("devmentor", "python")]
    asked = ls.workspace_configuration_async(types.ConfigurationParams(items))
    if (found := await answered(asked)) is None:
        return
    first, *rest = [*found, *[None] * (len(items) - len(found))]
    general = read_settings(ls.client.settings if first is None else first)
    pairs = zip(folders, rest[::2], rest[1::2], strict=False)
    own = {folder: _own(general, said, python) for folder, said, python in pairs}
    await ls.configure(Chosen(general, own))


def _own(general: ServerSettings, said: object, python: object) -> ServerSettings:
    """The settings of one folder; ours about the interpreter come before the editor's."""
    own = general if said is None else read_settings(said)
    return replace(own, interpreter=own.interpreter or read_python(python))
