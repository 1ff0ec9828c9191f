"""One piece of work for all who ask for the same while it runs."""

import asyncio
from collections.abc import Coroutine, Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

KeyT = TypeVar("KeyT", bound=Hashable)
ResultT = TypeVar("ResultT")


@dataclass
class _Running(Generic[ResultT]):
    task: asyncio.Task[ResultT]
    waiting: int = 0


class SharedWork(Generic[KeyT, ResultT]):
    """Keeps nothing: whoever asks after it ended starts it anew."""

    def __init__(self) -> None:
        self._running: dict[KeyT, _Running[ResultT]] = {}

    async def join(self, key: KeyT, work: Coroutine[Any, Any, ResultT]) -> ResultT:
        """Wait for what runs under a key, or run this; when nobody waits any more it is cancelled."""
        running = self._running.get(key)
        if running is None:
            running = self._running[key] = _Running(asyncio.create_task(work))
            running.task.add_done_callback(lambda _: self._running.pop(key, None))
        else:
            work.close()
        running.waiting += 1
        try:
            return await asyncio.shield(running.task)
        finally:
            running.waiting -= 1
            if not running.waiting:
                self._running.pop(key, None)
                running.task.cancel()
