"""`make up` as the README shows it: it starts, shows what works, and Ctrl-C stops it."""

import os
import signal
import subprocess
import time
from pathlib import Path

import psutil
import pytest
from tests.e2e.conftest import free_port_base

ROOT = Path(__file__).parents[2]


def test_make_up_shows_what_works_and_stops_cleanly(tmp_path: Path) -> None:
    log = tmp_path / "up.log"
    options = f"UP_OPTIONS=--port-base {free_port_base()}"
    with log.open("wb") as output:
        running = subprocess.Popen(
            ["make", "up", options],
            cwd=ROOT,
            env={**os.environ, "DEVMENTOR_HOME": str(tmp_path / "home")},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    deadline = time.monotonic() + 100
    while "\nRunning\n" not in log.read_text():
        if running.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"make up did not get ready:\n{log.read_text()}")
        time.sleep(0.2)
    family = psutil.Process(running.pid).children(recursive=True)
    os.killpg(running.pid, signal.SIGINT)  # what a terminal sends on Ctrl-C

    code = running.wait(30)

    shown = log.read_text()
    assert code in (0, -signal.SIGINT), shown  # make itself ends by the signal, after its child
    assert "Stopping …" in shown
    assert "Traceback" not in shown
    assert "F821" in shown
    assert "SmolLM2" in shown
    assert "Ctrl-C stops everything." in shown
    assert not psutil.wait_procs(family, timeout=10)[1]
