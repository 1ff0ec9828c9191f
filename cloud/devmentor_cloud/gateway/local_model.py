"""The embedded model: a child process of ours that answers on loopback."""

import asyncio
import contextlib
import json
import os
import secrets
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from dataclasses import replace
from pathlib import Path

from pydantic import SecretStr

from devmentor_cloud.gateway import weights
from devmentor_cloud.gateway.model_server import KEY_VARIABLE
from devmentor_cloud.gateway.providers.endpoint import Endpoint

_START_SECONDS = 60.0
_STOP_SECONDS = 5.0
_PATIENCE_SECONDS = 90.0  # one busy core reads a long prompt slowly, but it does read it


class LocalModelFailed(Exception):
    """The child did not come up; the message says why."""


class LocalModel:
    """One running child and its endpoint."""

    def __init__(self, process: Process, endpoint: Endpoint) -> None:
        self._process = process
        self.endpoint = endpoint

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    async def ended(self) -> int:
        """Wait until the child is gone; return its exit code."""
        return await self._process.wait()

    async def close(self) -> None:
        """Stop the child."""
        await _stop(self._process)


async def start(path: Path, *, log: Path | None = None, threads: int | None = None) -> LocalModel:
    """Start a child with these weights and wait until it answers. Raises `LocalModelFailed`.

    One core stays free: with all of them the model crawls as soon as anything else runs.
    """
    if not weights.is_gguf(path):
        raise LocalModelFailed(f"{path} is no readable GGUF file.")
    key = secrets.token_urlsafe(24)
    described = describe(path)
    window = 4_096 if described.demonstration else 8_192
    arguments = [
        *(sys.executable, "-I", "-m", "devmentor_cloud.gateway.model_server", str(path)),
        *("--alias", described.model, "--window", str(window)),
        *("--threads", str(threads or max(1, (os.cpu_count() or 2) - 1))),
    ]
    with contextlib.ExitStack() as stack:
        if log:
            log.parent.mkdir(parents=True, exist_ok=True)
        errors = stack.enter_context(log.open("wb")) if log else DEVNULL
        process = await asyncio.create_subprocess_exec(
            *arguments,
            stdin=PIPE,
            stdout=PIPE,
            stderr=errors,
            env=os.environ | {KEY_VARIABLE: key},
            start_new_session=True,  # Ctrl-C is the tier's to handle, in its own order
        )
    try:
        url = await _ready(process, log)
    except BaseException:  # a start that is cancelled must not leave a child either
        await _stop(process)
        raise
    return LocalModel(process, replace(described, url=url, key=SecretStr(key)))


def describe(path: Path) -> Endpoint:
    """What we say of weights, and how much of their window we dare to use.

    The demonstration model reads about 150 tokens a second on one core: a longer prompt would keep
    people waiting for its first word.
    """
    if path.name.startswith(weights.DEMONSTRATION):
        return Endpoint(
            name="This machine",
            url="",
            model="smollm2-135m-instruct",
            label="SmolLM2-135M (local demonstration model)",
            window_tokens=1_000,
            answer_tokens=300,
            first_token_seconds=_PATIENCE_SECONDS,
            demonstration=True,
        )
    return Endpoint(
        name="This machine",
        url="",
        model=path.stem,
        label=f"{path.stem} (on this machine)",
        window_tokens=6_144,
        answer_tokens=1_024,
        first_token_seconds=_PATIENCE_SECONDS,
    )


async def _ready(process: Process, log: Path | None) -> str:
    assert process.stdout
    try:
        async with asyncio.timeout(_START_SECONDS):
            line = await process.stdout.readline()
    except TimeoutError:
        raise LocalModelFailed(f"The model did not load within {_START_SECONDS:g} s.") from None
    try:
        return str(json.loads(line)["url"])
    except (ValueError, KeyError, TypeError):
        where = f" See {log}." if log else ""
        raise LocalModelFailed(f"The local model could not be started.{where}") from None


async def _stop(process: Process) -> None:
    if process.returncode is None and process.stdin:
        process.stdin.close()  # its end of input is its order to leave
    try:
        async with asyncio.timeout(_STOP_SECONDS):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
