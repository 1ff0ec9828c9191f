"""The tier's children: started, watched, stopped, and never left behind.

A child is started through `devmentor_cloud.tether`, which holds a pipe from the tier: when the tier
is gone, however it went, the pipe closes and the tether stops the child.
"""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import structlog

_log = structlog.get_logger(__name__)
_STOP_SECONDS: Final = 5.0
_FIRST_PAUSE_SECONDS: Final = 0.2
_LONGEST_PAUSE_SECONDS: Final = 30.0
_LONG_LOG_BYTES: Final = 10_000_000
_STEADY_SECONDS: Final = 60.0
"""A child that lived this long did not die of how it was started."""


class CannotStart(Exception):
    """The tier cannot run; the message says why and what to do."""


Start = Callable[[], Awaitable["Child"]]


class Child:
    """One child process and its tether."""

    def __init__(self, name: str, process: Process, log: Path) -> None:
        self.name, self.log = name, log
        self._process = process

    @classmethod
    async def start(
        cls,
        name: str,
        arguments: Sequence[str],
        *,
        log: Path,
        data: Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> "Child":
        """Start a program; what it prints goes to `log`.

        It waits for the end of an earlier program that was given the same `data` folder.
        """
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > _LONG_LOG_BYTES:
            log.replace(log.with_suffix(".old.log"))
        hold = ("--hold", str(data.with_name(f"{data.name}.lock"))) if data else ()
        with log.open("ab") as output:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-I", "-m", "devmentor_cloud.tether", *hold, *arguments),
                stdin=PIPE,
                stdout=output,
                stderr=output,
                env={**os.environ, **(environment or {})},
                start_new_session=True,  # Ctrl-C is the tier's to handle, in its own order
            )
        _log.info("child_started", child=name, pid=process.pid)
        return cls(name, process, log)

    @property
    def pid(self) -> int:
        """The process id of its tether, whose only child it is."""
        return self._process.pid

    def check(self) -> None:
        """Raise `CannotStart` when the child has ended."""
        if self._process.returncode is not None:
            raise CannotStart(f"{self.name} ended while it started; see {self.log}.")

    async def ended(self) -> int:
        """Wait until the child is gone; return its exit code."""
        return await self._process.wait()

    async def stop(self) -> None:
        """Ask the child to stop, then make it."""
        if self._process.returncode is not None:
            return
        assert self._process.stdin
        self._process.stdin.close()
        try:
            async with asyncio.timeout(_STOP_SECONDS):
                await self._process.wait()
        except TimeoutError:
            os.killpg(self._process.pid, signal.SIGKILL)
            await self._process.wait()
        _log.info("child_stopped", child=self.name)


class Kept:
    """A child that is started again whenever it ends by itself."""

    def __init__(self, start: Start, child: Child) -> None:
        self._start, self._child = start, child
        self._watching = asyncio.create_task(self._watch())

    @classmethod
    async def start(cls, start: Start) -> "Kept":
        """Start a child and keep it. Raises `CannotStart` when the first start fails."""
        return cls(start, await start())

    async def stop(self) -> None:
        """Stop watching, then the child."""
        self._watching.cancel()
        await asyncio.gather(self._watching, return_exceptions=True)
        await self._child.stop()

    async def _watch(self) -> None:
        pause, loop = _FIRST_PAUSE_SECONDS, asyncio.get_running_loop()
        while True:
            began = loop.time()
            code = await self._child.ended()
            if loop.time() - began > _STEADY_SECONDS:
                pause = _FIRST_PAUSE_SECONDS
            _log.warning("child_ended", child=self._child.name, code=code)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
            try:
                self._child = await self._start()
            except (CannotStart, OSError) as error:
                _log.error("child_not_started", child=self._child.name, reason=str(error))
