"""A program lives as long as the pipe from its tier."""

import subprocess
import sys

import psutil

TETHER = [sys.executable, "-I", "-m", "devmentor_cloud.tether"]
SLEEP = [sys.executable, "-c", "print('up', flush=True); import time; time.sleep(60)"]


def test_a_closed_pipe_stops_the_program() -> None:
    tether = subprocess.Popen([*TETHER, *SLEEP], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert tether.stdin and tether.stdout
    tether.stdout.readline()
    [program] = psutil.Process(tether.pid).children()

    tether.stdin.close()

    assert tether.wait(10) == 0
    assert not program.is_running()


def test_a_programs_own_end_is_the_tethers_end() -> None:
    command = [*TETHER, sys.executable, "-c", "raise SystemExit(3)"]

    assert subprocess.Popen(command, stdin=subprocess.PIPE).wait(10) == 3
