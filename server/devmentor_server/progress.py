"""Progress of slow work: shown only past a second, and cancellable."""

import asyncio
import contextlib
import logging
import uuid
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcException

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

_log = logging.getLogger(__name__)
SHOW_AFTER_SECONDS = 1.0


class Progress:
    """The client's progress bars."""

    def __init__(self, server: "DevMentorServer") -> None:
        self._server = server
        self._working: dict[types.ProgressToken, asyncio.Task[object]] = {}

    @contextlib.asynccontextmanager
    async def of(self, title: str, token: types.ProgressToken | None) -> AsyncGenerator[None]:
        """Show `title` once the block takes long; `token` is the client's own, where it sent one."""
        if token is None and not self._server.client.progress:
            yield
            return
        own = token is None
        token = uuid.uuid4().hex if token is None else token
        if task := asyncio.current_task():
            self._working[token] = task
        showing = asyncio.create_task(self._show(title, token, ask=own))
        try:
            yield
        finally:
            self._working.pop(token, None)
            showing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                if await showing:
                    self._send(token, types.WorkDoneProgressEnd())

    def cancel(self, token: types.ProgressToken) -> None:
        """Stop the work behind a progress bar."""
        if task := self._working.get(token):
            task.cancel()

    async def _show(self, title: str, token: types.ProgressToken, *, ask: bool) -> bool:
        """Begin after a while; return whether an end must follow."""
        try:
            await asyncio.sleep(SHOW_AFTER_SECONDS)
            if ask:
                params = types.WorkDoneProgressCreateParams(token)
                await self._server.window_work_done_progress_create_async(params)
        except asyncio.CancelledError:
            return False
        except JsonRpcException as error:
            _log.debug("the client shows no progress: %s", error)
            return False
        self._send(token, types.WorkDoneProgressBegin(title=title, cancellable=True))
        return True

    def _send(
        self,
        token: types.ProgressToken,
        value: types.WorkDoneProgressBegin | types.WorkDoneProgressEnd,
    ) -> None:
        self._server.progress(types.ProgressParams(token=token, value=value))
