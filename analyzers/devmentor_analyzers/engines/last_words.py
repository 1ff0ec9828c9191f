"""Why an engine ended: what we know, else how it ended and what it said last."""

import asyncio
import contextlib
import signal
from collections import deque


class LastWords:
    """Of one life of the process."""

    def __init__(self) -> None:
        self._said: deque[str] = deque(maxlen=20)
        self._known = ""
        self._code: int | None = None

    def begin(self) -> None:
        """A new life begins."""
        self._said.clear()
        self._known, self._code = "", None

    def know(self, why: str) -> None:
        """We ended it, or could not start it; the first reason counts."""
        self._known = self._known or why

    def ended(self, code: int | None) -> None:
        """It ended by itself or by somebody else; a negative code is a signal."""
        self._code = code

    async def listen(self, stderr: asyncio.StreamReader) -> None:
        """Hear what it complains of."""
        while line := await stderr.read(4096):
            said = line.decode(errors="replace").splitlines()
            self._said.extend(each.strip() for each in said if each.strip())

    def __str__(self) -> str:
        """A sentence or two; empty when nothing is known."""
        said = self._said[-1] if self._said else ""
        if self._known:
            return self._known
        if self._code is not None and self._code < 0:
            ended = f"It was ended by signal {_signal(-self._code)}."
            return f"{ended} It said last: {said}" if said else ended
        if not said and self._code is not None:
            return f"It ended with code {self._code}."
        return said


def _signal(number: int) -> str:
    with contextlib.suppress(ValueError):
        return f"{number} ({signal.Signals(number).name})"
    return str(number)
