"""One real tier with the real local model, shared by every end-to-end test of a run."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest

from devmentor_protocol.runtime import HOME_VARIABLE, TierRuntime

OFFSETS = (1, 2, 3, 5)
START_SECONDS = 60


@dataclass(frozen=True)
class Tier:
    """A tier that runs: its home folder and what its runtime file says."""

    home: Path
    runtime: TierRuntime
    process: "subprocess.Popen[bytes]"

    @property
    def environment(self) -> dict[str, str]:
        """Environment for programs that should find this tier."""
        return {**os.environ, HOME_VARIABLE: str(self.home)}


def free_port_base() -> int:
    """A base whose four service ports are free now."""
    for base in range(21_000, 60_000, 10):
        sockets = [socket.socket() for _ in OFFSETS]
        try:
            for offset, probe in zip(OFFSETS, sockets, strict=True):
                probe.bind(("127.0.0.1", base + offset))
        except OSError:
            continue
        else:
            return base
        finally:
            for probe in sockets:
                probe.close()
    raise RuntimeError("no four free ports")


def start_tier(home: Path, *options: str) -> Tier:
    """Start `devmentor up` and wait until it has written its runtime file."""
    home.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, HOME_VARIABLE: str(home), "DEVMENTOR_DETECT_MODELS": "0"}
    arguments = ["up", "--no-dashboard", "--port-base", str(free_port_base()), *options]
    log = (home / "up.log").open("wb")
    process = subprocess.Popen(
        [str(Path(sys.executable).with_name("devmentor")), *arguments],
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    file, deadline = home / "tier.json", time.monotonic() + START_SECONDS
    while not file.exists():
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            pytest.fail(f"the tier did not start:\n{(home / 'up.log').read_text()[-4000:]}")
        time.sleep(0.1)
    return Tier(home, TierRuntime.model_validate_json(file.read_bytes()), process)


def stop_tier(tier: Tier) -> int:
    """Stop a tier as Ctrl-C does; return its exit code."""
    tier.process.send_signal(signal.SIGINT)
    try:
        return tier.process.wait(20)
    except subprocess.TimeoutExpired:
        tier.process.kill()
        pytest.fail("the tier did not stop within 20 s of Ctrl-C")


@pytest.fixture(scope="session")
def tier(tmp_path_factory: pytest.TempPathFactory) -> Generator[Tier]:
    """The shared tier, local model included."""
    running = start_tier(tmp_path_factory.mktemp("tier"))
    yield running
    assert stop_tier(running) == 0
