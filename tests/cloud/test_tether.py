"""A program lives as long as the pipe from its tier."""

import subprocess
import sys
from pathlib import Path

import psutil

TETHER = [sys.executable, "-I", "-m", "devmentor_cloud.tether"]
SLEEP = [sys.executable, "-c", "print('up', flush=True); import time; time.sleep(60)"]


def tethered(arguments: list[str]) -> "subprocess.Popen[bytes]":
    command = [*TETHER, *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def test_a_closed_pipe_stops_the_program() -> None:
    tether = tethered(SLEEP)
    assert tether.stdin and tether.stdout
    tether.stdout.readline()
    [program] = psutil.Process(tether.pid).children()

    tether.stdin.close()

    assert tether.wait(10) == 0
    assert not program.is_running()


def test_a_programs_own_end_is_the_tethers_end() -> None:
    command = [*TETHER, sys.executable, "-c", "raise SystemExit(3)"]

    assert subprocess.Popen(command, stdin=subprocess.PIPE).wait(10) == 3


def test_a_program_that_was_killed_ends_as_a_shell_would_say_it() -> None:
    command = [*TETHER, sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]

    assert subprocess.Popen(command, stdin=subprocess.PIPE).wait(10) == 128 + 9


def test_a_killed_tether_takes_its_program_along() -> None:
    """On Linux, which alone tells a child of its parent's end."""
    tether = tethered(SLEEP)
    assert tether.stdout
    tether.stdout.readline()
    programs = psutil.Process(tether.pid).children()

    tether.kill()
    tether.wait(10)

    assert not psutil.wait_procs(programs, timeout=10)[1]


def test_a_second_program_waits_until_the_first_has_let_go(tmp_path: Path) -> None:
    """The first ignores the polite request to stop, so that the second has to wait a while."""
    held = ["--hold", str(tmp_path / "data.lock")]
    stubborn = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
        "print('up', flush=True); time.sleep(60)"
    )
    first = tethered([*held, sys.executable, "-c", stubborn])
    assert first.stdin and first.stdout
    first.stdout.readline()
    [program] = psutil.Process(first.pid).children()
    check = f"import psutil; print(psutil.pid_exists({program.pid}))"

    second = tethered([*held, sys.executable, "-c", check])
    first.stdin.close()
    assert second.stdout
    alive = second.stdout.readline()

    assert (second.wait(20), first.wait(20)) == (0, 0)
    assert alive.strip() == b"False"


def test_a_program_that_waits_for_another_can_be_given_up(tmp_path: Path) -> None:
    held = ["--hold", str(tmp_path / "data.lock")]
    first = tethered([*held, *SLEEP])
    assert first.stdin and first.stdout
    first.stdout.readline()
    second = tethered([*held, *SLEEP])
    assert second.stdin

    second.stdin.close()

    assert second.wait(10) == 0
    first.stdin.close()
    first.wait(10)
