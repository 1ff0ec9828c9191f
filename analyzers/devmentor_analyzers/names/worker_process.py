"""One worker process, seen from the server: a queue, a clock for each question, replacement."""

import asyncio
import contextlib
import logging
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psutil

from devmentor_analyzers.names.wire import HEADER_BYTES, Question, Ready, length_of, pack, unpack

_log = logging.getLogger(__name__)
_GRACE_SECONDS: Final = 0.5
"""How long a question nobody waits for any more may hold the worker."""

_LONGEST_PAUSE_SECONDS: Final = 30.0
_MAX_BYTES: Final = 1_500_000_000


class WorkerFailed(Exception):
    """The worker died or took too long; only this answer is lost."""


@dataclass(slots=True)
class _Waiting:
    question: Question
    answer: "asyncio.Future[Any]"


class WorkerProcess:
    """Answers one question at a time; what is cancelled while it waits is never asked."""

    def __init__(self, folders: Sequence[Path], interpreter: Path | None, seconds: float) -> None:
        self.detail = ""
        self.ready = asyncio.Event()
        self._seconds = seconds
        chosen = ["--interpreter", str(interpreter)] if interpreter else []
        module = ("-I", "-m", "devmentor_analyzers.names.worker")
        self._command = [sys.executable, *module, *chosen, *map(str, folders)]
        self._waiting: asyncio.Queue[_Waiting] = asyncio.Queue()
        self._process: Process | None = None
        self._running: asyncio.Task[None] | None = None
        self._failures = 0

    def start(self) -> None:
        """Begin to answer; the process starts in the background."""
        self._running = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Stop the process; whoever waits gets `WorkerFailed`."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
        while not self._waiting.empty():
            _fail(self._waiting.get_nowait().answer, "the worker is stopping")
        await self._kill()

    async def ask(self, question: Question) -> Any:
        """Wait for an answer. Raises `WorkerFailed`; cancelling drops the question."""
        waiting = _Waiting(question, asyncio.get_running_loop().create_future())
        self._waiting.put_nowait(waiting)
        return await waiting.answer

    @property
    def pid(self) -> int | None:
        """Of the process, when there is one."""
        return self._process.pid if self._process else None

    def memory(self) -> int:
        """Resident bytes, an environment's own process included."""
        if self._process is None:
            return 0
        try:
            process = psutil.Process(self._process.pid)
            family = (process, *process.children(recursive=True))
            return sum(each.memory_info().rss for each in family)
        except psutil.Error:
            return 0

    async def _run(self) -> None:
        while True:
            try:
                await self._start_process()
                while True:
                    await self._answer(await self._waiting.get())
            except WorkerFailed as error:
                _log.warning("names: %s; the worker is replaced", error)
            finally:
                self.ready.clear()
                await self._kill()
            await asyncio.sleep(min(_LONGEST_PAUSE_SECONDS, 0.05 * 2**self._failures))
            self._failures += 1

    async def _start_process(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            *self._command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True
        )
        greeting = await self._read()
        assert isinstance(greeting, Ready)  # our own program says nothing else first
        self.detail = greeting.detail
        self.ready.set()

    async def _answer(self, waiting: _Waiting) -> None:
        if waiting.answer.done():
            return  # cancelled before its turn
        exchange = asyncio.create_task(self._exchange(waiting.question))
        try:
            await asyncio.wait(
                {exchange, waiting.answer}, timeout=self._seconds, return_when="FIRST_COMPLETED"
            )
            if not exchange.done() and waiting.answer.done():
                await asyncio.wait({exchange}, timeout=_GRACE_SECONDS)
            if not exchange.done():
                raise WorkerFailed(f"{waiting.question.kind} took too long")
            reply = exchange.result()
        except BaseException as error:
            exchange.cancel()
            _fail(waiting.answer, str(error))
            raise
        if reply.error:
            _log.debug("names: %s: %s", waiting.question.kind, reply.error)
        if not waiting.answer.done():
            waiting.answer.set_result(reply.value)
        self._failures = 0
        if self._waiting.empty() and await asyncio.to_thread(self.memory) > _MAX_BYTES:
            raise WorkerFailed("it has grown too large")

    async def _exchange(self, question: Question) -> Any:
        assert self._process and self._process.stdin
        try:
            self._process.stdin.write(pack(question))
            await self._process.stdin.drain()
        except ConnectionError:
            raise WorkerFailed("the worker died") from None
        return await self._read()

    async def _read(self) -> Any:
        assert self._process and self._process.stdout
        try:
            header = await self._process.stdout.readexactly(HEADER_BYTES)
            return unpack(await self._process.stdout.readexactly(length_of(header)))
        except asyncio.IncompleteReadError:
            raise WorkerFailed("the worker died") from None

    async def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(psutil.Error):
            for child in psutil.Process(process.pid).children(recursive=True):
                child.kill()
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _fail(answer: "asyncio.Future[Any]", why: str) -> None:
    if not answer.done():
        answer.set_exception(WorkerFailed(why))
