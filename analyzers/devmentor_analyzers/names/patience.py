"""How long the current question may still take: looked at where jedi can stop without harm."""

import threading
import time


class NotWanted(Exception):
    """Nobody waits for the answer any more."""


class Patience:
    """Shared by the thread that answers and the thread that reads messages."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._search_ends = 0.0

    def begin(self, search_seconds: float) -> None:
        """Start a question whose searches through other files may take this long in all."""
        self._stopped.clear()
        self._search_ends = time.monotonic() + search_seconds

    def stop(self) -> None:
        """Nobody waits for the answer any more."""
        self._stopped.set()

    def may_search(self) -> bool:
        """Whether there is time to look into one more file."""
        return not self._stopped.is_set() and time.monotonic() < self._search_ends

    def check(self) -> None:
        """Raise `NotWanted` once the question was stopped."""
        if self._stopped.is_set():
            raise NotWanted
