"""One worker process, seen from the server."""

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import psutil

from devmentor_analyzers.names.wire import HEADER_BYTES, Setup, Stop, length_of, pack, unpack

WORKER: Final = (sys.executable, "-I", "-m", "devmentor_analyzers.names.worker")


class WorkerGone(Exception):
    """The process has ended."""


class WorkerProcess:
    """Answers one message at a time."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.exited = asyncio.create_task(process.wait())

    @classmethod
    async def start(cls, setup: Setup, command: Sequence[str] = WORKER) -> "WorkerProcess":
        """Start the process and send its setup; read `Ready` with `hear`."""
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            start_new_session=True,  # the interpreter jedi asks is in the same group
            cwd=Path(__file__).parent,  # the server's own may be gone, or full of odd modules
        )
        worker = cls(process)
        worker.say(setup)
        return worker

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.returncode is None

    def memory(self) -> int:
        """Resident bytes of the process, without the interpreter jedi asks."""
        try:
            return psutil.Process(self.pid).memory_info().rss
        except psutil.Error:
            return 0

    async def ask(self, message: Any) -> Any:
        """Send a message and wait for the answer. Raises `WorkerGone`."""
        self.say(message)
        try:
            assert self._process.stdin
            await self._process.stdin.drain()
        except ConnectionError:
            raise WorkerGone from None
        return await self.hear()

    async def hear(self) -> Any:
        """Wait for the next message. Raises `WorkerGone`."""
        assert self._process.stdout
        try:
            header = await self._process.stdout.readexactly(HEADER_BYTES)
            return unpack(await self._process.stdout.readexactly(length_of(header)))
        except (asyncio.IncompleteReadError, ConnectionError):
            raise WorkerGone from None

    def stop_answering(self) -> None:
        """Ask it to give up the current answer; it still answers, with nothing."""
        self.say(Stop())

    def say(self, message: Any) -> None:
        """Send a message without waiting."""
        assert self._process.stdin
        if not self._process.stdin.is_closing():
            self._process.stdin.write(pack(message))

    def end(self) -> None:
        """End the process and the interpreter it asks, soon."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                self._process.kill()
            else:
                os.killpg(self.pid, signal.SIGKILL)

    async def kill(self) -> None:
        """End both; they are gone when this returns."""
        self.end()
        await self.exited
        if self._process.stdin:
            self._process.stdin.close()
