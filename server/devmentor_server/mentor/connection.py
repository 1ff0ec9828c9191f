"""The way to a tier: the bridge, when there is one, and which rung the editor is on."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Callable
from importlib.metadata import version
from typing import TYPE_CHECKING

from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.events import Event
from devmentor_protocol.methods import STATUS, I, Method, P, R
from devmentor_protocol.peer import Stream
from devmentor_protocol.receipt import Rung
from devmentor_protocol.status import Status
from devmentor_server.mentor.tools import tool_handlers

if TYPE_CHECKING:
    from devmentor_bridge.bridge import Bridge
    from devmentor_server.server import DevMentorServer

_log = logging.getLogger(__name__)
_PATIENCE_SECONDS = 2.0
_CALL_SECONDS = 30.0
STARTING = Status(rung=Rung.OFFLINE, detail="Looking for a tier.")
SWITCHED_OFF = Status(
    rung=Rung.OFFLINE, detail="AI is turned off in the settings (devmentor.ai.enabled)."
)


class Connection:
    """Owns the bridge. Everything here works without a tier too: it says so."""

    def __init__(self, server: "DevMentorServer") -> None:
        self._server = server
        self._bridge: Bridge | None = None
        self._opening: asyncio.Task[Bridge] | None = None
        self._settled = asyncio.Event()
        self._told: Status | None = None
        self._status = STARTING

    @property
    def status(self) -> Status:
        """Which rung the editor is on, and why."""
        return self._bridge.status if self._bridge else self._status

    async def start(self) -> None:
        """Look for a tier; where AI is turned off, none is looked for."""
        if not self._server.settings.ai:
            self._status = SWITCHED_OFF
        elif self._opening is None:
            self._opening = asyncio.create_task(_open(self._server, self._changed))
            try:
                self._bridge = await asyncio.shield(self._opening)
            except OSError as error:
                detail = f"DevMentor's folder cannot be used: {error}. Set DEVMENTOR_HOME."
                self._status = Status(rung=Rung.OFFLINE, detail=detail)
                _log.warning("%s", detail)
        self._settled.set()
        self._changed(self.status)

    async def close(self) -> None:
        """Hang up; a bridge half open is opened first, or its database would keep us alive."""
        opening, self._opening, self._bridge = self._opening, None, None
        if opening is not None:
            with contextlib.suppress(OSError):  # told when it happened
                await (await opening).close()

    async def restart(self) -> None:
        """Settings have changed: hang up and look again."""
        await self.close()
        self._settled.clear()
        self._status = STARTING
        await self.start()

    async def call(self, method: Method[P, R, I], params: P) -> R:
        """Ask the tier. Raises `RpcError`, OFFLINE when there is none."""
        return await (await self._ready()).call(method, params, timeout=_CALL_SECONDS)

    @contextlib.asynccontextmanager
    async def stream(self, method: Method[P, R, I], params: P) -> AsyncGenerator[Stream[I, R]]:
        """Ask the tier for an answer in pieces; leaving the block cancels it up to the model."""
        bridge = await self._ready()
        async with bridge.stream(method, params) as stream:
            yield stream

    async def record(self, event: Event) -> None:
        """Keep an event until a tier has it; a full disk loses the event, never the answer."""
        if self._bridge is None:
            return
        try:
            await self._bridge.record(event)
        except (OSError, RpcError) as error:
            _log.warning("an event could not be kept: %s", error)

    async def _ready(self) -> "Bridge":
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._settled.wait(), _PATIENCE_SECONDS)
        if self._bridge is None:
            raise RpcError(ErrorCode.OFFLINE, self._status.detail)
        return self._bridge

    def _changed(self, status: Status) -> None:
        """Tell the editor, once for each difference."""
        if status == self._told or not self._server.client.wants_status:
            return
        self._told = status
        self._server.protocol.notify(STATUS.lsp_name, status.model_dump(mode="json"))


async def _open(server: "DevMentorServer", on_status: Callable[[Status], None]) -> "Bridge":
    bridge = await asyncio.to_thread(_build, server, on_status)
    await bridge.start()
    return bridge


def _build(server: "DevMentorServer", on_status: Callable[[Status], None]) -> "Bridge":
    """Import and build the bridge; its imports are slow, so this runs in a thread."""
    from devmentor_bridge.bridge import Bridge, BridgeSettings

    settings = BridgeSettings(
        client=f"devmentor-server/{version('devmentor')}",
        editor=server.client.name,
        tier_url=server.settings.tier_url,
    )
    return Bridge(settings, tool_handlers(server), on_status)
