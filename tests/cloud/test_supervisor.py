"""Children, for real."""

import asyncio
import sys
from pathlib import Path

import psutil
import pytest

from devmentor_cloud.supervisor import CannotStart, Child, Kept

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
IGNORE = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
STUBBORN = [sys.executable, "-c", IGNORE + "print('up', flush=True); time.sleep(60)"]


async def family(child: Child) -> list[psutil.Process]:
    """The tether and its program, once there is one."""
    tether = psutil.Process(child.pid)
    while not (programs := tether.children()):
        await asyncio.sleep(0.02)
    return [tether, *programs]


async def test_a_child_that_is_stopped_is_gone_with_its_tether(tmp_path: Path) -> None:
    child = await Child.start("sleeper", SLEEP, log=tmp_path / "log")
    running = await family(child)

    await child.stop()

    assert len(running) == 2
    assert not psutil.wait_procs(running, timeout=10)[1]


async def test_a_child_that_will_not_stop_is_made_to(tmp_path: Path) -> None:
    log = tmp_path / "log"
    child = await Child.start("stubborn", STUBBORN, log=log)
    running = await family(child)
    while "up" not in log.read_text():
        await asyncio.sleep(0.02)

    await child.stop()

    assert not psutil.wait_procs(running, timeout=10)[1]


async def test_what_a_child_prints_is_logged(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "print('hello')"]

    child = await Child.start("printer", command, log=tmp_path / "logs" / "child.log")
    await child.ended()

    assert "hello" in (tmp_path / "logs" / "child.log").read_text()
    with pytest.raises(CannotStart, match="printer ended"):
        child.check()


async def test_a_long_log_is_put_aside(tmp_path: Path) -> None:
    log = tmp_path / "child.log"
    log.write_bytes(b"x" * 10_000_001)

    child = await Child.start("printer", [sys.executable, "-c", "print('hello')"], log=log)
    await child.ended()

    assert log.read_text() == "hello\n"
    assert (tmp_path / "child.old.log").stat().st_size == 10_000_001


async def test_a_child_that_dies_is_started_again(tmp_path: Path) -> None:
    started: list[Child] = []

    async def start() -> Child:
        started.append(await Child.start("sleeper", SLEEP, log=tmp_path / "log"))
        return started[-1]

    kept = await Kept.start(start)
    for process in await family(started[0]):
        process.kill()
    while len(started) < 2:
        await asyncio.sleep(0.05)
    again = await family(started[1])
    await kept.stop()

    assert not psutil.wait_procs(again, timeout=10)[1]


async def test_a_child_that_cannot_be_started_again_yet_is_tried_again(tmp_path: Path) -> None:
    """The second start fails on purpose, as it does on a disk that is full for a while."""
    started: list[Child] = []
    attempts = 0

    async def start() -> Child:
        nonlocal attempts
        attempts += 1
        if attempts == 2:
            raise OSError("no space left on device")
        started.append(await Child.start("sleeper", SLEEP, log=tmp_path / "log"))
        return started[-1]

    kept = await Kept.start(start)
    (await family(started[0]))[0].kill()
    while len(started) < 2:
        await asyncio.sleep(0.05)
    await kept.stop()

    assert attempts == 3
