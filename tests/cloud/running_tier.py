"""A tier in a process of its own, without a model: it can be told to stop, and it can be killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx2
import psutil
from tests.cloud.ports import free_port_base

from devmentor_protocol.runtime import HOME_VARIABLE, TierRuntime

_START_SECONDS = 60
_STOP_SECONDS = 30
_PROGRAM = """
import asyncio, sys
from devmentor_cloud import tier
from devmentor_cloud.config import load_settings
try:
    asyncio.run(tier.run(load_settings(), announce=lambda said: print(said, flush=True)))
except tier.CannotStart as refusal:
    sys.exit(f"refused: {refusal}")
"""

BEGUN: "list[RunningTier]" = []
"""Every tier of this run."""


@dataclass(frozen=True)
class RunningTier:
    home: Path
    port_base: int
    process: "subprocess.Popen[str]"

    @property
    def runtime(self) -> TierRuntime:
        """What its runtime file says now."""
        return TierRuntime.model_validate_json((self.home / "tier.json").read_bytes())

    @property
    def headers(self) -> dict[str, str]:
        """The local user's credentials."""
        return {"Authorization": f"Bearer {self.runtime.token.get_secret_value()}"}

    def client(self, service: str = "gateway") -> httpx2.Client:
        """The local user's way to a service."""
        url: str = getattr(self.runtime, f"{service}_url")
        return httpx2.Client(base_url=url, headers=self.headers, timeout=30, trust_env=False)

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def said(self, what: str) -> str:
        """Read what it says until it says this; return the whole line."""
        assert self.process.stdout
        for line in self.process.stdout:
            if what in line:
                return line
        raise AssertionError(f"the tier ended without saying {what!r}")

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Tell it to stop; return its exit code."""
        self.process.send_signal(number)
        return self.process.wait(_STOP_SECONDS)

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        self.process.kill()
        self.process.wait(_STOP_SECONDS)


def begin_tier(
    home: Path, environment: Mapping[str, str] | None = None, port_base: int | None = None
) -> RunningTier:
    """Start a tier and do not wait for it."""
    port_base = port_base or free_port_base()
    told = {
        HOME_VARIABLE: str(home),
        "DEVMENTOR_PORT_BASE": str(port_base),
        "DEVMENTOR_LOCAL_MODEL": "0",
        "DEVMENTOR_DETECT_MODELS": "0",
        **(environment or {}),
    }
    process = subprocess.Popen(
        [sys.executable, "-I", "-c", _PROGRAM],
        env={**os.environ, **told},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    BEGUN.append(RunningTier(home, port_base, process))
    return BEGUN[-1]


def start_tier(
    home: Path, environment: Mapping[str, str] | None = None, port_base: int | None = None
) -> RunningTier:
    """Start a tier and wait until every service answers."""
    running, deadline = begin_tier(home, environment, port_base), time.monotonic() + _START_SECONDS
    said: list[str] = []
    assert running.process.stdout
    for line in running.process.stdout:
        said.append(line)
        if line.startswith("Ready"):
            return running
        if time.monotonic() > deadline:
            break
    running.kill()
    raise AssertionError(f"the tier did not start: {''.join(said)}")
