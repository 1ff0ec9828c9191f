import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest

from devmentor_analyzers.engines.connection import Connection, EngineError, Json, Superseded

ENGINE = """
import json, sys
def send(**message):
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    sys.stdout.buffer.write(b"Content-Length: %d\\r\\n\\r\\n" % len(body) + body)
    sys.stdout.buffer.flush()
cancelled = []
while line := sys.stdin.buffer.readline():
    length = int(line.split(b":")[1])
    sys.stdin.buffer.readline()
    message = json.loads(sys.stdin.buffer.read(length))
    match message.get("method"):
        case "echo": send(id=message["id"], result=message["params"])
        case "fail": send(id=message["id"], error={"code": -32603, "message": "no"})
        case "stale": send(id=message["id"], error={"code": -32801, "message": "changed"})
        case "ask": asked = message["id"]; send(id=99, method="workspace/configuration", params={})
        case "$/cancelRequest": cancelled.append(message["params"]["id"])
        case "cancelled": send(id=message["id"], result=cancelled)
        case "nonsense": sys.stdout.write("Content-Length: x\\r\\n\\r\\n"); sys.stdout.flush()
        case "die": sys.exit(1)
        case None if message.get("id") == 99: send(id=asked, result=message["result"])
"""
"""A scripted engine: faults cannot be had from the real ones on demand."""


@asynccontextmanager
async def connected() -> AsyncGenerator[Connection]:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ENGINE, stdin=pipe, stdout=pipe
    )
    assert process.stdin
    assert process.stdout

    def answer(method: str, params: Json) -> Json:
        return [method]

    connection = Connection(process.stdout, process.stdin, answer)
    reading = asyncio.create_task(connection.read_forever())
    try:
        yield connection
    finally:
        connection.close()
        await process.wait()
        await reading


async def test_a_request_is_answered() -> None:
    async with connected() as connection:
        assert await connection.request("echo", {"é": 1}, timeout=20) == {"é": 1}


async def test_a_lone_surrogate_does_not_reach_the_engine() -> None:
    async with connected() as connection:
        assert await connection.request("echo", "a\ud800b", timeout=20) == "a?b"


async def test_errors_are_told_apart_from_superseded_requests() -> None:
    async with connected() as connection:
        with pytest.raises(Superseded):
            await connection.request("stale", None, timeout=20)
        with pytest.raises(EngineError, match="no"):
            await connection.request("fail", None, timeout=20)


async def test_the_engines_own_requests_are_answered() -> None:
    async with connected() as connection:
        result = await connection.request("ask", None, timeout=20)

    assert result == ["workspace/configuration"]


async def test_a_cancelled_caller_cancels_in_the_engine() -> None:
    async with connected() as connection:
        waiting = asyncio.create_task(connection.request("silence", None, timeout=20))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

        assert await connection.request("cancelled", None, timeout=20) == [1]


async def test_silence_is_cut_off_and_cancelled() -> None:
    async with connected() as connection:
        with pytest.raises(TimeoutError):
            await connection.request("silence", None, timeout=0.05)

        assert await connection.request("cancelled", None, timeout=20) == [1]


@pytest.mark.parametrize("end", ["die", "nonsense"])
async def test_when_the_engine_ends_or_talks_nonsense_every_request_fails_at_once(end: str) -> None:
    async with connected() as connection:
        waiting = asyncio.create_task(connection.request("silence", None, timeout=100))
        await asyncio.sleep(0)
        connection.notify(end, None)

        with pytest.raises(EngineError, match="went away"):
            await waiting
