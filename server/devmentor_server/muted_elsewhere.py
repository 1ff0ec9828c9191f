"""Rules that the user mutes or takes back elsewhere, in a terminal or another editor: shown at once."""

import asyncio
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

_LOOK_SECONDS: Final = 2.0


async def follow_mutes(server: "DevMentorServer") -> None:
    """Look at what is muted now and then; each time it is another, look at all documents anew."""
    memory = server.analysis.silence.memory
    known = await asyncio.to_thread(memory.muted)
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        muted = await asyncio.to_thread(memory.muted)
        if muted != known:
            known = muted
            server.publisher.refresh()
