import asyncio
import math
import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager

import pytest

from devmentor_analyzers import hanging
from devmentor_analyzers.hanging import Watch

RESTS = "import time; time.sleep(600)"
WORKS = "while True: pass"
ASKS = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'while True: pass'])"


@contextmanager
def process(code: str) -> Generator[int]:
    with subprocess.Popen([sys.executable, "-c", code], start_new_session=True) as child:
        try:
            yield child.pid
        finally:
            os.killpg(child.pid, signal.SIGKILL)


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hanging, "_DOUBT_SECONDS", 0.2)
    monkeypatch.setattr(hanging, "_LOOK_SECONDS", 0.1)


async def reason(pid: int, still_seconds: float, patience: float = 3.0) -> str:
    """Why a process should be ended that is asked for a time."""
    said: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    with Watch(still_seconds, said.set_result).during(pid):
        await asyncio.wait([said], timeout=patience)
    return said.result() if said.done() else ""


async def test_one_that_rests_though_it_is_asked_hangs() -> None:
    with process(RESTS) as pid:
        assert "it did nothing for" in await reason(pid, 0.5, 30)


@pytest.mark.parametrize("code", [WORKS, ASKS])
async def test_one_that_works_or_has_others_work_does_not(code: str) -> None:
    with process(code) as pid:
        assert await reason(pid, 0.5) == ""


async def test_one_that_may_rest_hangs_only_when_it_is_stopped() -> None:
    with process(RESTS) as pid:
        assert await reason(pid, math.inf, 1.5) == ""
        os.kill(pid, signal.SIGSTOP)
        assert await reason(pid, math.inf, 30) == "It was stopped."


async def test_one_that_answers_now_and_then_does_not() -> None:
    said: list[str] = []
    watch = Watch(0.5, said.append)
    with process(RESTS) as pid, watch.during(pid):
        for _ in range(15):
            with watch.during(pid):
                await asyncio.sleep(0.1)

    assert said == []


async def test_one_that_waits_for_us_does_not() -> None:
    said: list[str] = []
    with process(RESTS) as pid, Watch(0.3, said.append, lambda: True).during(pid):
        await asyncio.sleep(1.5)

    assert said == []


async def test_one_that_has_ended_is_left_to_others() -> None:
    with process("pass") as pid:
        pass

    assert await reason(pid, 0.1, 1.0) == ""
