"""How long the current question may still take: looked at where jedi can stop without harm."""

import time


class NotWanted(Exception):
    """Nobody waits for the answer any more."""


class Patience:
    """Shared by the thread that answers and the thread that reads messages.

    Questions are numbered from one, so that a stop never hits the next question.
    """

    def __init__(self) -> None:
        self._current = 0
        self._stopped = 0
        self._search_ends = 0.0

    def begin(self, number: int, search_seconds: float) -> None:
        """Start a question whose searches through other files may take this long in all."""
        self._current = number
        self._search_ends = time.monotonic() + search_seconds

    def stop(self, number: int) -> None:
        """Nobody waits any more for the answer to a question, begun or not."""
        self._stopped = number

    def may_search(self) -> bool:
        """Whether there is time to look into one more file."""
        return self._stopped < self._current and time.monotonic() < self._search_ends

    def check(self) -> None:
        """Raise `NotWanted` once the question was stopped."""
        if self._stopped >= self._current:
            raise NotWanted
