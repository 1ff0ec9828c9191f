"""Telling a process that hangs from one that is busy, while an answer of it is waited for."""

import asyncio
import contextlib
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Final

import psutil

_DOUBT_SECONDS: Final = 1.0
"""An answer that comes sooner is no reason to look."""

_LOOK_SECONDS: Final = 0.5
_STOPPED: Final = (psutil.STATUS_STOPPED, psutil.STATUS_TRACING_STOP)


@dataclass(frozen=True, slots=True)
class _Look:
    """A process and its children, as they are at a moment."""

    stopped: bool
    resting: bool
    seconds: float
    """Of processor time, all taken together."""


class Watch:
    """Looks at a process only while it is asked something, and says why when it should be ended.

    One that is stopped (a signal, a debugger) hangs. So does one that rests: it takes no processor time
    and waits for no disk for `still_seconds`, though it is asked; one that goes to the network may rest
    long, and is given infinity.
    """

    def __init__(
        self,
        still_seconds: float,
        end: Callable[[str], None],
        is_excused: Callable[[], bool] = lambda: False,
    ) -> None:
        """It may rest while it `is_excused`: as when we are slow to read what it has written."""
        self._still_seconds = still_seconds
        self._end = end
        self._is_excused = is_excused
        self._asked = 0
        self._answers = 0
        self._looking: asyncio.Task[None] | None = None

    @contextlib.contextmanager
    def during(self, pid: int | None) -> Generator[None]:
        """Something is asked of this process."""
        self._asked += 1
        if pid is not None and (self._looking is None or self._looking.done()):
            self._looking = asyncio.create_task(self._look(pid))
        try:
            yield
        finally:
            self._asked -= 1
            self._answers += 1
            if not self._asked and self._looking is not None:
                self._looking.cancel()
                self._looking = None

    async def _look(self, pid: int) -> None:
        await asyncio.sleep(_DOUBT_SECONDS)
        before, still, answers = None, 0.0, self._answers
        with contextlib.suppress(psutil.Error):  # it has ended: whoever started it notices
            while True:
                now = await asyncio.to_thread(_look, pid)
                if now.stopped:
                    self._end("It was stopped.")
                    return
                rests = before is not None and now.resting and now.seconds == before.seconds
                is_sure = rests and answers == self._answers and not self._is_excused()
                still = still + _LOOK_SECONDS if is_sure else 0.0
                if still >= self._still_seconds:
                    self._end(f"It hung: asked, it did nothing for {still:g} s.")
                    return
                before, answers = now, self._answers
                await asyncio.sleep(_LOOK_SECONDS)


def _look(pid: int) -> _Look:
    process = psutil.Process(pid)
    family = [process, *process.children(recursive=True)]
    states: list[str] = []
    seconds = 0.0
    for each in family:
        with contextlib.suppress(psutil.NoSuchProcess):
            states.append(each.status())
            times = each.cpu_times()
            seconds += times.user + times.system
    resting = all(state in (psutil.STATUS_SLEEPING, psutil.STATUS_IDLE) for state in states)
    return _Look(any(state in _STOPPED for state in states), resting, seconds)
