"""What engines say after their findings were asked for: shown as soon as it is there."""

import asyncio
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from pygls.exceptions import JsonRpcException

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

_PAUSE_SECONDS = 0.1


class LateFindings:
    """Many at once, as when an engine has just started, ask the client to pull once."""

    def __init__(self, server: "DevMentorServer") -> None:
        self._server = server
        self._asking = False

    def arrived(self, path: Path) -> None:
        """There is more to say about a file."""
        snapshot = self._server.documents.at_path(path)
        if snapshot is None:
            return
        self._server.publisher.schedule(snapshot)
        if self._server.client.refresh_diagnostics and not self._asking:
            self._asking = True
            self._server.spawn(self._ask_to_pull())

    async def _ask_to_pull(self) -> None:
        await asyncio.sleep(_PAUSE_SECONDS)
        self._asking = False
        with contextlib.suppress(JsonRpcException):  # it pulls again at the next change
            await self._server.workspace_diagnostic_refresh_async(None)
