"""What is known of the repositories somebody works in, read beside the work and kept current."""

import asyncio
import contextlib
import logging
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from devmentor_analyzers.history.facts import Facts, from_json

_log = logging.getLogger(__name__)
_CALM_SECONDS = 3.0
"""After the first question: what starts with an editor has better things to do."""

_HOLD_SECONDS = 600.0
_MOST_SECONDS = 120.0


class Surveys:
    """One survey a repository, in a process of its own; again when somebody asks much later."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._known: dict[Path, Facts] = {}
        self._last: dict[Path, float] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.on_news: Callable[[], None] = lambda: None
        """Called when something is known that was not."""

    def of(self, root: Path) -> Facts | None:
        """What is known by now; what is not is being looked into."""
        now = time.monotonic()
        if self._is_ours(root) and now - self._last.get(root, -_HOLD_SECONDS) >= _HOLD_SECONDS:
            self._last[root] = now
            task = asyncio.create_task(self._survey(root))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return self._known.get(root)

    async def close(self) -> None:
        """Stop; no process is left."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _is_ours(self, root: Path) -> bool:
        return any(
            folder.is_relative_to(root) or root.is_relative_to(folder)
            for folder in (each.resolve() for each in self._folders)
        )

    async def _survey(self, root: Path) -> None:
        await asyncio.sleep(_CALM_SECONDS)
        try:
            known = from_json(await _told(root))
        except (OSError, ValueError, TypeError, KeyError, TimeoutError) as error:
            _log.debug("the history of %s is not known: %s", root, error)
            return
        if known != self._known.get(root):
            self._known[root] = known
            self.on_news()


async def _told(root: Path) -> bytes:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-m", "devmentor_analyzers.history", str(root)),
        stdin=asyncio.subprocess.PIPE,  # held open: the process ends when we do
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdout
    try:
        async with asyncio.timeout(_MOST_SECONDS):
            return await process.stdout.read()
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
