"""Garbage is collected while nobody waits.

A server's heap holds half a million objects, most of them LSP's types: a full collection stops the
event loop for 70 ms, and Python runs one whenever it likes. So what the imports left is taken out
of the collector's sight, the young are collected in small portions, and the old in a moment
without messages.
"""

import asyncio
import gc
import time

_YOUNG = (2_000, 5, 1_000_000_000)
"""Objects made before a small collection (about 1 ms); a full one never comes by itself."""

_ROUND_SECONDS = 5.0
_QUIET_SECONDS = 2.0
_OVERDUE_ROUNDS = 60
"""After so many rounds without a quiet moment it is collected all the same."""


def postpone() -> None:
    """From now on no full collection comes by itself."""
    gc.set_threshold(*_YOUNG)


class Collector:
    """Collects in quiet moments, seldom if there are none."""

    def __init__(self) -> None:
        """Take everything that exists by now out of the collector's sight."""
        gc.freeze()
        self._heard = time.monotonic()
        self._waited = 0

    def heard(self) -> None:
        """The client said something: it may be waiting."""
        self._heard = time.monotonic()

    async def run(self) -> None:
        """Watch for quiet moments until cancelled."""
        while True:
            await asyncio.sleep(_ROUND_SECONDS)
            self.look(time.monotonic())

    def look(self, now: float) -> bool:
        """Collect if nobody waits at this moment, in seconds; tell whether it was done."""
        self._waited += 1
        if now - self._heard < _QUIET_SECONDS and self._waited < _OVERDUE_ROUNDS:
            return False
        if gc.get_count()[2] == 0:
            return False  # nothing has grown old since
        gc.collect()
        self._waited = 0
        return True
