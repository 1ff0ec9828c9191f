"""The indexes of an editor's folders, kept up to date beside the work.

Each update is a process of its own that is gone afterwards: nothing of it stays in memory. It starts
when nobody has typed for a while, holds whenever somebody types, and runs only when nothing else
wants to. `devmentor search` reads what it leaves behind.
"""

import asyncio
import contextlib
import json
import logging
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from devmentor_analyzers.index.outcome import GO, HOLD, Outcome

_log = logging.getLogger(__name__)
_CALM_SECONDS: Final = 5.0
_HOLD_SECONDS: Final = 1.0
"""After a key the update waits this long for the next one."""

_REST_SECONDS: Final = 10.0
_MOST_FILES: Final = 30_000
_MOST_BYTES: Final = 300_000_000
_MOST_FRUITLESS: Final = 3
"""Runs without an end and without getting further than the one before."""


class IndexKeeper:
    """Knows when something changed and when it is calm, and starts updates."""

    def __init__(
        self,
        *,
        calm_seconds: float = _CALM_SECONDS,
        most_files: int = _MOST_FILES,
        most_bytes: int = _MOST_BYTES,
    ) -> None:
        self._calm, self._most = calm_seconds, (most_files, most_bytes)
        self._folders: list[Path] = []
        self._changed = asyncio.Event()
        self._disturbed = 0.0
        self._process: asyncio.subprocess.Process | None = None
        self._going_on: asyncio.TimerHandle | None = None
        self._work: asyncio.Task[None] | None = None
        self._said: set[Path] = set()
        self.outcomes: dict[Path, Outcome] = {}
        """How the last update of each folder ended."""

    def work_in(self, folders: Sequence[Path]) -> None:
        """Keep the indexes of these folders; none to stop."""
        fit = [folder for folder in folders if _is_fit(folder)]
        if fit == self._folders:
            return
        self._folders = fit
        if fit and self._work is None:
            self._work = asyncio.create_task(self._keep(), name="index")
        self.files_changed()

    @property
    def is_working(self) -> bool:
        """Whether an update runs, or holds."""
        return self._process is not None

    def typed(self) -> None:
        """Somebody works: hold."""
        self._disturbed = time.monotonic()
        if self._process is None:
            return
        if self._going_on is None:
            self._tell(HOLD)
        else:
            self._going_on.cancel()
        self._going_on = asyncio.get_running_loop().call_later(_HOLD_SECONDS, self._go_on)

    def files_changed(self) -> None:
        """Files are no longer what they were."""
        self._disturbed = time.monotonic()
        self._changed.set()

    async def close(self) -> None:
        """Stop; no process is left."""
        if self._work is not None:
            self._work.cancel()
            await asyncio.gather(self._work, return_exceptions=True)

    async def _keep(self) -> None:
        while True:
            await self._changed.wait()
            while (left := self._disturbed + self._calm - time.monotonic()) > 0:
                await asyncio.sleep(left)
            self._changed.clear()
            for folder in list(self._folders):
                await self._update(folder)
            await asyncio.sleep(min(_REST_SECONDS, 2 * self._calm))

    async def _update(self, folder: Path) -> None:
        """Update until it is done or does not get further."""
        fruitless, furthest = 0, 0
        while True:
            outcome = self.outcomes[folder] = await self._run(folder)
            if outcome.state == "done":
                self._said.discard(folder)
                return
            fruitless = 0 if outcome.files > furthest else fruitless + 1
            furthest = max(furthest, outcome.files)
            if outcome.state == "refused" or fruitless == _MOST_FRUITLESS:
                break
        if folder not in self._said:
            self._said.add(folder)
            _log.warning(
                "%s is not indexed in the background: %s. `devmentor index` reads it when asked to.",
                folder,
                outcome.detail,
            )

    async def _run(self, folder: Path) -> Outcome:
        most = (str(each) for each in self._most)
        try:
            self._process = process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-I", "-m", "devmentor_analyzers.index", str(folder), *most),
                stdin=asyncio.subprocess.PIPE,  # held open: the process ends when we do
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )
        except OSError as error:
            return Outcome("failed", detail=f"no process could be started ({error})")
        try:
            assert process.stdout
            return _read(await process.stdout.read())
        finally:
            self._process = None
            if self._going_on is not None:
                self._going_on.cancel()
                self._going_on = None
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    def _go_on(self) -> None:
        self._going_on = None
        self._tell(GO)

    def _tell(self, word: bytes) -> None:
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(ConnectionError, RuntimeError):  # it has just ended
                self._process.stdin.write(word)


def _is_fit(folder: Path) -> bool:
    """The home folder and the root of a disk are no projects."""
    real = folder.resolve()
    return folder.is_dir() and real != Path.home().resolve() and real != Path(real.anchor)


def _read(said: bytes) -> Outcome:
    try:
        return Outcome(**json.loads(said))
    except (ValueError, TypeError):
        return Outcome("failed", detail="its process died")
