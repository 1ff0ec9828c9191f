"""What is registered with the client after `initialize`, because it depends on the client or on settings."""

import asyncio
import logging
from collections.abc import Awaitable, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

Answered = TypeVar("Answered")
_log = logging.getLogger(__name__)
_ANSWER_SECONDS: Final = 5.0
_WORKSPACE: Final = "workspace-diagnostics"
_NO_DOCUMENT: Final = [types.TextDocumentFilterScheme(scheme="devmentor-workspace")]
"""Documents are pulled already: only the workspace is added."""


class Registrations:
    """Asks only clients that say they can take it."""

    def __init__(self, server: "DevMentorServer") -> None:
        self._server = server
        self._pulls_workspace = server.settings.workspace_findings
        self._turn = asyncio.Lock()

    async def watch_files(self, globs: Sequence[str]) -> None:
        """Have the client tell when files change that decide what is found."""
        if self._server.client.watched_files:
            watchers = [types.FileSystemWatcher(glob_pattern=glob) for glob in globs]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            await self._register("project-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)

    async def hear_of_settings(self) -> None:
        """Have the client tell when settings change; some do so only when asked."""
        if self._server.client.registers_configuration:
            options = types.DidChangeConfigurationRegistrationOptions(["devmentor", "python"])
            await self._register("settings", types.WORKSPACE_DID_CHANGE_CONFIGURATION, options)

    async def follow_settings(self) -> None:
        """Begin or end to have the whole workspace pulled, as the user wants it now."""
        client = self._server.client
        async with self._turn:
            wanted = self._server.settings.workspace_findings
            if wanted == self._pulls_workspace or not client.registers_diagnostics:
                return
            self._pulls_workspace = wanted
            method = types.TEXT_DOCUMENT_DIAGNOSTIC
            if wanted:
                options = types.DiagnosticRegistrationOptions(
                    document_selector=_NO_DOCUMENT,
                    identifier="devmentor",
                    inter_file_dependencies=True,
                    workspace_diagnostics=True,
                )
                await self._register(_WORKSPACE, method, options)
            else:
                gone = types.UnregistrationParams([types.Unregistration(_WORKSPACE, method)])
                await answered(self._server.client_unregister_capability_async(gone))

    async def _register(self, id_: str, method: str, options: Any) -> None:
        registration = types.Registration(id_, method, options)
        params = types.RegistrationParams([registration])
        await answered(self._server.client_register_capability_async(params))


async def answered(asked: Awaitable[Answered]) -> Answered | None:
    """Wait for the client, which may refuse or never answer."""
    try:
        return await asyncio.wait_for(asked, _ANSWER_SECONDS)
    except (TimeoutError, JsonRpcException) as error:
        _log.info("the client did not answer: %s", error)
        return None
