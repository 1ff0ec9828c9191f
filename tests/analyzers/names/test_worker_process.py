import sys
from pathlib import Path

import psutil
import pytest

from devmentor_analyzers.names.wire import Question, Ready, Reply, Setup
from devmentor_analyzers.names.worker_process import WorkerGone, WorkerProcess

HOVER = Question("hover", "/a.py", 1, "len", 0, 1)


async def test_it_answers_and_is_gone_when_killed(tmp_path: Path) -> None:
    worker = await WorkerProcess.start(Setup((str(tmp_path),), None, patient=False))

    ready = await worker.hear()
    reply = await worker.ask(HOVER)
    family = [psutil.Process(worker.pid), *psutil.Process(worker.pid).children(recursive=True)]
    memory = worker.memory()
    await worker.kill()

    assert ready == Ready("")
    assert isinstance(reply, Reply)
    assert memory > 1_000_000
    assert worker.memory() == 0
    assert not worker.alive
    assert psutil.wait_procs(family, timeout=20)[1] == []


async def test_a_process_that_ends_is_an_error_for_who_waits() -> None:
    worker = await WorkerProcess.start(Setup((), None, patient=False), [sys.executable, "-c", ""])

    with pytest.raises(WorkerGone):
        await worker.hear()
    await worker.exited
    with pytest.raises(WorkerGone):
        await worker.ask(HOVER)
    await worker.kill()
