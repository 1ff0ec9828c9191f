"""A bridge for one command: connect, or say why not."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING

from devmentor_protocol.receipt import Rung
from devmentor_protocol.status import Status

if TYPE_CHECKING:
    from devmentor_bridge.bridge import Bridge

_CONNECT_SECONDS = 5.0


@asynccontextmanager
async def connected_bridge(tier_url: str | None) -> "AsyncGenerator[Bridge]":
    """Give a bridge that has reached a tier, or has found after a few seconds that it cannot.

    `bridge.status` says which.
    """
    from devmentor_bridge.bridge import Bridge, BridgeSettings

    reached = asyncio.Event()

    def on_status(status: Status) -> None:
        if status.rung is not Rung.OFFLINE:
            reached.set()

    settings = BridgeSettings(client=f"devmentor-cli/{version('devmentor')}", tier_url=tier_url)
    bridge = Bridge(settings, {}, on_status)
    await bridge.start()
    try:
        if await _tier_may_be_there(tier_url):
            try:
                async with asyncio.timeout(_CONNECT_SECONDS):
                    await reached.wait()
            except TimeoutError:
                pass  # the status says what went wrong
        yield bridge
    finally:
        await bridge.close()


async def _tier_may_be_there(tier_url: str | None) -> bool:
    from devmentor_protocol.runtime import read_runtime

    return tier_url is not None or await asyncio.to_thread(read_runtime) is not None
