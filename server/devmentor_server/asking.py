"""Asks the user, once, whether a project may start the programs it wants started."""

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from devmentor_analyzers.checking.project_config import ConfigError
from devmentor_analyzers.checking.wishes import Wish, wishes
from devmentor_analyzers.engines import consent

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

_log = logging.getLogger(__name__)
ALLOW: Final = "Allow"
NOT_NOW: Final = "Not now"
NEVER: Final = "Never for this project"


class Asking:
    """What was not answered is asked again in the next session; what it is for, in no other way."""

    def __init__(self, server: "DevMentorServer") -> None:
        self._server = server
        self._asked: set[Path] = set()
        self._turn = asyncio.Lock()

    def begin(self) -> None:
        """Look for what is new to ask, in the background."""
        if self._server.client.asks:
            self._server.spawn(self._ask_for_all())

    async def _ask_for_all(self) -> None:
        allowed = False
        async with self._turn:
            for wish in await asyncio.to_thread(self._new):
                self._asked.add(wish.of)
                allowed |= await self._ask(wish)
        if allowed:
            await self._server.configure(self._server.chosen, look_again=True)

    def _new(self) -> list[Wish]:
        found: list[Wish] = []
        for folder in list(self._server.folders):
            try:
                found += wishes(folder)
            except ConfigError:
                continue  # it was told when it was read
        return [w for w in found if w.of not in self._asked and not w.granted and not w.refused]

    async def _ask(self, wish: Wish) -> bool:
        """Whether the user allowed it."""
        programs = "; ".join(wish.programs)
        question = types.ShowMessageRequestParams(
            types.MessageType.Info,
            f"DevMentor: {wish.reason} {programs}. A program can do whatever you can.",
            [types.MessageActionItem(title) for title in (ALLOW, NOT_NOW, NEVER)],
        )
        try:
            answer = await self._server.window_show_message_request_async(question)
            title = answer.title if answer else NOT_NOW
            if title == ALLOW:
                await asyncio.to_thread(consent.trust, wish.of, wish.wanted)
            elif title == NEVER:
                await asyncio.to_thread(consent.refuse, wish.of, wish.wanted)
        except (JsonRpcException, OSError) as error:
            _log.warning("nothing was allowed: %s", error)
            return False
        return title == ALLOW
