"""One worker at a time, a queue before it, and a new worker when it fails."""

import asyncio
import contextlib
import heapq
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, Final

from devmentor_analyzers.engine_status import EngineState
from devmentor_analyzers.hanging import Watch
from devmentor_analyzers.names.open_texts import OpenTexts
from devmentor_analyzers.names.wire import Kind, Question, Ready, Setup
from devmentor_analyzers.names.worker_process import WORKER, WorkerGone, WorkerProcess

_log = logging.getLogger(__name__)
_START_SECONDS: Final = 60.0
_PAUSES: Final = (0.0, 0.2, 1.0, 5.0, 15.0, 60.0)
"""Seconds before each new worker, by how many before it have answered nothing at all."""

_STILL_SECONDS: Final = 3.0
"""A worker that does nothing at all for so long, though it is asked, hangs."""

_ATTEMPTS: Final = 2
"""How many workers may die of one question."""

_PRIORITY: Final[dict[Kind, int]] = {
    "work_in": 0,
    "complete": 0,
    "signatures": 1,
    "resolve": 1,
    "warm": 9,
}
_OTHERS: Final = 5


_WARM_UP: Final = (
    "''.so",
    "import os\nos.path.jo",
    "import typing\ntyping.Opt",
    "import re, collections\nre.compile('').pat",
    "import dataclasses, functools, enum\ndataclasses.dat",
)
"""Texts whose ends are completed once: in steps, so that a real question waits for one at most."""


class NoAnswer(Exception):
    """The worker died, took too long, or a newer question has replaced this one."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a lane allows its worker."""

    answer_seconds: float
    """From the question to the answer, the wait included."""

    grace_seconds: float = 1.0
    """How long a question nobody waits for any more may still hold the worker."""

    max_bytes: int = 1_000_000_000
    """A worker that has grown beyond is replaced when it is idle."""


@dataclass(order=True, slots=True)
class _Job:
    priority: int
    number: int
    question: Question = field(compare=False)
    answer: "asyncio.Future[Any]" = field(compare=False)
    attempts: int = field(default=0, compare=False)


class Lane:
    """Answers questions one by one, the most urgent first."""

    def __init__(
        self,
        setup: Setup,
        limits: Limits,
        texts: OpenTexts,
        command: Sequence[str] = WORKER,
    ) -> None:
        self.state: EngineState = "starting"
        self.detail = ""
        self.mishap = ""
        """What happened to the last worker that had to be replaced."""

        self.worker: WorkerProcess | None = None
        self._why = ""
        self.warm = asyncio.Event()
        """Whether the worker has read what nearly every question needs."""

        self._setup = setup
        self._limits = limits
        self._texts = texts
        self._known: dict[str, str] = {}
        self._command = command
        self._jobs: list[_Job] = []
        self._numbers = count()
        self._arrived = asyncio.Event()
        self._running: asyncio.Task[None] | None = None
        self._failures = 0
        self._watch = Watch(_STILL_SECONDS, self._end)

    def start(self) -> None:
        """Start in the background."""
        self._running = asyncio.create_task(self._run(), name="names lane")

    async def close(self) -> None:
        """Stop; the process is gone when this returns, and whoever waits gets `NoAnswer`."""
        if self._running is not None:
            self._running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._running
        for job in self._jobs:
            _fail(job, "the worker is stopping")

    async def work_in(self, setup: Setup) -> None:
        """Take other folders; the worker stays, and a later one begins with them."""
        self._setup = setup
        if self.worker is not None and self.state == "ready":
            with contextlib.suppress(NoAnswer):  # the next worker has them from its start
                ready = await self.ask(Question("work_in", setup=setup))
                self.detail = ready.detail if ready else self.detail

    async def ask(self, question: Question) -> Any:
        """Wait for the answer. Raises `NoAnswer`; cancelling takes the question back."""
        if self.state == "failed":
            raise NoAnswer(self.mishap)
        self._supersede(question)
        answer = asyncio.get_running_loop().create_future()
        priority = _PRIORITY.get(question.kind, _OTHERS)
        heapq.heappush(self._jobs, _Job(priority, next(self._numbers), question, answer))
        self._arrived.set()
        try:
            async with asyncio.timeout(self._limits.answer_seconds):
                return await answer
        except TimeoutError:
            raise NoAnswer(f"no answer within {self._limits.answer_seconds:g} s") from None

    def _supersede(self, question: Question) -> None:
        """Settle waiting questions of the same kind about an older version of the same text."""
        for job in self._jobs:
            old = job.question
            if (old.kind, old.path) == (question.kind, question.path) and (
                old.version < question.version
            ):
                _fail(job, "a newer version has been asked about")

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(_PAUSES[min(self._failures, len(_PAUSES) - 1)])
            try:
                await self._live()
            except (WorkerGone, TimeoutError, OSError) as error:
                self._failures += 1
                self.mishap = self._why or str(error) or "The worker ended by itself."
                _log.warning("names: %s A new worker starts.", self.mishap)
            finally:
                worker, self.worker = self.worker, None
                self.state = "failed" if self._failures >= len(_PAUSES) else "starting"
                if worker is not None:
                    await worker.kill()

    async def _live(self) -> None:
        """One life of a worker, until it is too large."""
        setup = self._setup
        self._why = ""
        self.worker = worker = await WorkerProcess.start(setup, self._command)
        self._known = {}
        async with asyncio.timeout(_START_SECONDS):
            ready = await worker.hear()
        assert isinstance(ready, Ready)  # our own program says nothing else first
        self.state, self.detail = "ready", ready.detail
        warming = asyncio.create_task(self._warm_up(setup))
        try:
            while worker.memory() < self._limits.max_bytes or self._jobs:
                await self._perform(worker, await self._next(worker))
        finally:
            warming.cancel()
            self.warm.clear()

    async def _warm_up(self, setup: Setup) -> None:
        if setup is not self._setup:  # there are other folders than when it was started
            await self.work_in(self._setup)
        path = "/".join((*self._setup.folders[:1], "devmentor_warm_up.py"))
        with contextlib.suppress(NoAnswer):
            for text in _WARM_UP:
                await self.ask(Question("warm", path, text=text))
        self.warm.set()

    async def _next(self, worker: WorkerProcess) -> _Job:
        """Wait for a question; raises `WorkerGone` when the worker ends meanwhile."""
        while True:
            while self._jobs:
                job = heapq.heappop(self._jobs)
                if not job.answer.done():
                    return job
            self._arrived.clear()
            arrived = asyncio.create_task(self._arrived.wait())
            try:
                await asyncio.wait({arrived, worker.exited}, return_when="FIRST_COMPLETED")
            finally:
                arrived.cancel()
            if worker.exited.done():
                raise WorkerGone("The worker ended while it had nothing to do.")

    async def _perform(self, worker: WorkerProcess, job: _Job) -> None:
        news = self._texts.news(self._known, job.question.path)
        exchange = asyncio.create_task(worker.ask(replace(job.question, others=news)))
        try:
            with self._watch.during(worker.pid):
                await asyncio.wait({exchange, job.answer}, return_when="FIRST_COMPLETED")
            if not exchange.done():
                worker.stop_answering()
                await asyncio.wait({exchange}, timeout=self._limits.grace_seconds)
            if not exchange.done():
                raise WorkerGone(f"The worker did not stop its work on {job.question.kind}.")
            self._settle(job, exchange.result())
        except WorkerGone:
            job.attempts += 1
            if job.attempts < _ATTEMPTS:
                heapq.heappush(self._jobs, job)
            else:
                _fail(job, "the worker died of it")
            raise
        except asyncio.CancelledError:
            _fail(job, "the worker is stopping")
            raise
        finally:
            exchange.cancel()

    def _end(self, why: str) -> None:
        self._why = why
        if self.worker is not None:
            self.worker.end()

    def _settle(self, job: _Job, reply: Any) -> None:
        if job.question.kind != "warm":
            self._failures = 0
        if reply.error:
            _log.debug("names: %s of %s: %s", job.question.kind, job.question.path, reply.error)
        if not job.answer.done():
            job.answer.set_result(reply.value)


def _fail(job: _Job, why: str) -> None:
    if not job.answer.done():
        job.answer.set_exception(NoAnswer(why))
        job.answer.exception()  # a question nobody waits for leaves no warning behind
