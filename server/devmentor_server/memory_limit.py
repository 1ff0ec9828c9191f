"""The most memory the server itself may take: first it lets go of what can be made anew, then of itself.

An editor starts a server that has ended again and shows it every document, so that nothing is lost; a
machine that swaps is. Engines and the index have limits of their own.
"""

import asyncio
import ctypes
import gc
import logging
import sys
from typing import TYPE_CHECKING, Final

from lsprotocol import types

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

_log = logging.getLogger(__name__)
_LOOK_SECONDS: Final = 5.0


class MemoryLimit:
    """Looks now and then."""

    def __init__(self, server: "DevMentorServer") -> None:
        self._server = server

    async def exceeded(self) -> None:
        """Wait until the server takes too much and nothing helps; the user is told."""
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            if not self._is_exceeded():
                continue
            self._server.let_go()
            await asyncio.to_thread(_give_back)
            if self._is_exceeded():
                break
            _log.info("caches were emptied: the server had grown beyond its limit")
        message = (
            f"DevMentor took {resident() / 1e6:.0f} MB, more than the {self._limit / 1e6:.0f} MB it"
            " may (devmentor.memory.serverMegabytes), and ends. Start it again: nothing is lost."
        )
        _log.error("%s", message)
        self._server.window_show_message(types.ShowMessageParams(types.MessageType.Error, message))

    @property
    def _limit(self) -> int:
        return self._server.settings.max_server_bytes

    def _is_exceeded(self) -> bool:
        return resident() > self._limit


def resident() -> int:
    """Bytes of memory that this process takes."""
    from psutil import Process

    return Process().memory_info().rss


def _give_back() -> None:
    """Free what nothing refers to, and return it to the system where that has to be asked for."""
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)
