"""Open documents that use the one being typed in: what no longer fits in them is shown as well."""

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

_PAUSE_SECONDS = 0.5
"""Without a key: what happens elsewhere is not worth being late with what happens here."""

_MOST_TIMES = 5
"""An engine that does not answer is asked again so often."""


class Dependents:
    """Looked at one after the other, by who knows types; a newer change supersedes the work.

    Which documents depend on which is not asked: for those that do not, the engine's answer is at
    hand.
    """

    def __init__(self, server: "DevMentorServer") -> None:
        self._server = server
        self._looking: asyncio.Task[None] | None = None

    def look(self, changed: str) -> None:
        """Look at the other documents once nobody types."""
        self.close()
        self._looking = asyncio.create_task(self._look(changed))

    def close(self) -> None:
        """Look at nothing any more."""
        if self._looking is not None:
            self._looking.cancel()

    async def _look(self, changed: str) -> None:
        server = self._server
        left = {each.uri for each in server.documents.snapshots()} - {changed}
        for _ in range(_MOST_TIMES):
            await asyncio.sleep(_PAUSE_SECONDS)
            for snapshot in server.documents.snapshots():
                if snapshot.uri not in left or not server.is_current(snapshot):
                    continue
                has_news = await server.analysis.has_news(snapshot)
                if has_news is not None:
                    left.discard(snapshot.uri)
                if has_news and server.is_current(snapshot):
                    server.publisher.look_again(snapshot)
            if not left:
                break
