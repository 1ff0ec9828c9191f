"""What the gateway adds to a call: the same upstream asked directly and through a real tier.

Every round asks both ways, in alternating order, over connections that stay open. The instant
upstream shows the gateway alone; the local model shows what a person would notice of it.
"""

import argparse
import asyncio
import contextlib
import os
import socket
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, PIPE
from collections import defaultdict
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
from bench.results import machine, table, write_section
from pydantic import ValidationError

from devmentor_cloud.gateway import local_model
from devmentor_cloud.gateway.weights import installed_weights
from devmentor_protocol.runtime import HOME_VARIABLE, TierRuntime

_START_SECONDS = 60
_WARM_UP = 5
_KINDS = ("whole answer", "first token", "whole stream")


@dataclass(frozen=True, slots=True)
class Upstream:
    """Something that answers, and how often it is asked."""

    name: str
    url: str
    model: str
    key: str
    rounds: int


@dataclass(slots=True)
class Sheet:
    """Milliseconds by way (`direct`, `gateway`) and kind."""

    times: dict[tuple[str, str], list[float]] = field(
        default_factory=lambda: defaultdict[tuple[str, str], list[float]](list)
    )
    overheads: list[float] = field(default_factory=list[float])


@contextlib.asynccontextmanager
async def tier(upstream: Upstream) -> AsyncGenerator[TierRuntime]:
    """A real tier in a process of its own, with `upstream` as its provider."""
    with tempfile.TemporaryDirectory(prefix="devmentor-bench-") as home:
        environment = os.environ | {
            HOME_VARIABLE: home,
            "DEVMENTOR_PROVIDER_URL": upstream.url,
            "DEVMENTOR_PROVIDER_KEY": upstream.key,
            "DEVMENTOR_MODEL": upstream.model,
        }
        command = [Path(sys.executable).with_name("devmentor"), "up", "--no-dashboard"]
        process = await asyncio.create_subprocess_exec(
            *command, "--port-base", str(_free_ports()), env=environment, stdout=DEVNULL
        )
        try:
            yield await _runtime(Path(home) / "tier.json", process)
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


def _free_ports() -> int:
    """A base whose ports are free now: another program may still take one before the tier does."""
    while True:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            base = probe.getsockname()[1]
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            for offset in (1, 2, 3, 5):
                stack.enter_context(socket.create_server(("127.0.0.1", base + offset)))
            return base


async def _runtime(path: Path, process: asyncio.subprocess.Process) -> TierRuntime:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.returncode is None:
        with contextlib.suppress(OSError, ValidationError):
            return TierRuntime.model_validate_json(path.read_bytes())
        await asyncio.sleep(0.05)
    raise SystemExit("The tier did not start; try `devmentor up`.")


async def measure(upstream: Upstream) -> Sheet:
    """Ask both ways in turns."""
    sheet = Sheet()
    async with tier(upstream) as runtime:
        ways = {
            "direct": (upstream.url, upstream.key),
            "gateway": (f"{runtime.gateway_url}/v1", runtime.token.get_secret_value()),
        }
        clients = {
            way: httpx2.AsyncClient(
                base_url=url,
                headers={"Authorization": f"Bearer {key}"},
                timeout=120,
                trust_env=False,
            )
            for way, (url, key) in ways.items()
        }
        for number in range(-_WARM_UP, upstream.rounds):
            order = list(clients)[:: 1 if number % 2 else -1]
            for way in order:
                await _turn(clients[way], way, upstream.model, sheet if number >= 0 else Sheet())
        for client in clients.values():
            await client.aclose()
    return sheet


async def _turn(client: httpx2.AsyncClient, way: str, model: str, sheet: Sheet) -> None:
    """One turn; asked again when the idle connection was closed just as it was used."""
    while True:
        try:
            return await _ask(client, way, model, sheet)
        except httpx2.RemoteProtocolError:
            continue


async def _ask(client: httpx2.AsyncClient, way: str, model: str, sheet: Sheet) -> None:
    body: dict[str, Any] = {
        "model": model,
        "messages": [{"role": "user", "content": "Say hello."}],
        "max_tokens": 16,
        "temperature": 0,
    }
    began = time.perf_counter()
    answer = await client.post("/chat/completions", json=body)
    whole = (time.perf_counter() - began) * 1000
    answer.raise_for_status()
    began = time.perf_counter()
    async with client.stream("POST", "/chat/completions", json=body | {"stream": True}) as stream:
        stream.raise_for_status()
        first = 0.0
        async for line in stream.aiter_lines():
            if not first and '"content":' in line and '"role"' not in line:
                first = (time.perf_counter() - began) * 1000
    ended = (time.perf_counter() - began) * 1000
    for kind, time_taken in zip(_KINDS, (whole, first, ended), strict=True):
        sheet.times[way, kind].append(time_taken)
    if stated := answer.headers.get("x-devmentor-overhead-ms"):
        sheet.overheads.append(float(stated))


@contextlib.asynccontextmanager
async def instant(rounds: int) -> AsyncGenerator[Upstream]:
    """The scripted upstream, in its own process."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.instant_upstream", stdin=PIPE, stdout=PIPE
    )
    assert process.stdin and process.stdout
    try:
        url = (await process.stdout.readline()).decode().strip()
        yield Upstream("instant upstream", url, "instant", "none", rounds)
    finally:
        process.stdin.close()
        await process.wait()


@contextlib.asynccontextmanager
async def local(rounds: int) -> AsyncGenerator[Upstream]:
    """The embedded model, in its own process."""
    model = await local_model.start(installed_weights()[0])
    endpoint = model.endpoint
    assert endpoint.key
    try:
        key = endpoint.key.get_secret_value()
        yield Upstream("SmolLM2-135M", endpoint.url, endpoint.model, key, rounds)
    finally:
        await model.close()


def report(sheets: dict[str, tuple[Upstream, Sheet]]) -> str:
    """The section's text."""
    head = [
        "milliseconds",
        "direct",
        "through the gateway",
        "added",
        "ratio",
        "p99 direct → through",
    ]
    rows = [
        _row(upstream.name, kind, sheet) for upstream, sheet in sheets.values() for kind in _KINDS
    ]
    counts = ", ".join(f"{upstream.rounds} on the {name}" for name, (upstream, _) in sheets.items())
    stated = statistics.median(next(iter(sheets.values()))[1].overheads)
    return (
        f"{table(head, rows)}\n\n"
        f"Medians; rounds: {counts}; 16 tokens an answer. The gateway itself states a median of "
        f"{stated:.2f} ms in `x-devmentor-overhead-ms` before the instant upstream; the rest of "
        f"what it adds is a second HTTP hop. {machine()}, tier and upstream on the same machine."
    )


def _row(name: str, kind: str, sheet: Sheet) -> list[str]:
    direct, through = sheet.times["direct", kind], sheet.times["gateway", kind]
    one, other = statistics.median(direct), statistics.median(through)
    tails = f"{_p99(direct):.1f} → {_p99(through):.1f}"
    return [
        f"{name}: {kind}",
        f"{one:.2f}",
        f"{other:.2f}",
        f"{other - one:+.2f}",
        f"{other / one:.2f}x",
        tails,
    ]


def _p99(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.99))]


async def run(rounds: int, model_rounds: int) -> dict[str, tuple[Upstream, Sheet]]:
    """Measure before both upstreams."""
    sheets: dict[str, tuple[Upstream, Sheet]] = {}
    async with instant(rounds) as upstream:
        sheets["instant upstream"] = upstream, await measure(upstream)
    async with local(model_rounds) as upstream:
        sheets["local model"] = upstream, await measure(upstream)
    return sheets


def main() -> None:
    """Measure and write the section of RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--model-rounds", type=int, default=40)
    options = parser.parse_args()
    body = report(asyncio.run(run(options.rounds, options.model_rounds)))
    write_section("gateway", body)
    print(body)


if __name__ == "__main__":
    main()
