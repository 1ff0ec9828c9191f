"""Children, for real."""

import asyncio
import sys
from pathlib import Path

import psutil
import pytest

from devmentor_cloud.supervisor import CannotStart, Child, Kept

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: time.sleep(1)",
]


def children() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


async def test_a_child_that_is_stopped_is_gone_with_its_tether(tmp_path: Path) -> None:
    child = await Child.start("sleeper", SLEEP, log=tmp_path / "log")
    await asyncio.sleep(0.5)
    running = children()

    await child.stop()

    assert len(running) == 2
    assert not psutil.wait_procs(running, timeout=10)[1]


async def test_a_child_that_will_not_stop_is_made_to(tmp_path: Path) -> None:
    child = await Child.start("stubborn", STUBBORN, log=tmp_path / "log")
    await asyncio.sleep(0.5)
    running = children()

    await child.stop()

    assert not psutil.wait_procs(running, timeout=10)[1]


async def test_what_a_child_prints_is_logged(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "print('hello')"]

    child = await Child.start("printer", command, log=tmp_path / "logs" / "child.log")
    await child.ended()

    assert "hello" in (tmp_path / "logs" / "child.log").read_text()
    with pytest.raises(CannotStart, match="printer ended"):
        child.check()


async def test_a_child_that_dies_is_started_again(tmp_path: Path) -> None:
    started: list[Child] = []

    async def start() -> Child:
        started.append(await Child.start("sleeper", SLEEP, log=tmp_path / "log"))
        return started[-1]

    kept = await Kept.start(start)
    await asyncio.sleep(0.5)
    for process in children():
        process.kill()
    while len(started) < 2:
        await asyncio.sleep(0.05)
    await kept.stop()

    assert not psutil.wait_procs(children(), timeout=10)[1]
