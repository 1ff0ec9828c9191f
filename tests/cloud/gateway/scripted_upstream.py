"""A scripted OpenAI-compatible upstream, for faults and for counting sockets; never a happy path."""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

from pydantic import SecretStr

from devmentor_cloud.gateway.providers.endpoint import Endpoint

Json = dict[str, Any]
KEY = "sk-scripted-0123456789abcdef"


class Talk:
    """One request at the upstream, and the means to answer it badly."""

    def __init__(self, body: Json, writer: asyncio.StreamWriter) -> None:
        self.body = body
        self._writer = writer
        self._began = False

    async def answer(
        self, status: int, body: Json | str, *, kind: str = "application/json"
    ) -> None:
        payload = body if isinstance(body, str) else json.dumps(body)
        head = f"HTTP/1.1 {status} Scripted\r\nContent-Type: {kind}\r\n"
        self._writer.write(f"{head}Content-Length: {len(payload)}\r\n\r\n{payload}".encode())
        await self._writer.drain()

    async def chunk(self, data: Json | str) -> None:
        if not self._began:
            self._began = True
            head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
            self._writer.write(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        event = f"data: {data if isinstance(data, str) else json.dumps(data)}\n\n".encode()
        self._writer.write(f"{len(event):x}\r\n".encode() + event + b"\r\n")
        await self._writer.drain()

    async def say(self, *words: str, finish: str | None = None) -> None:
        for word in words:
            await self.chunk(said({"content": word}))
        if finish is not None:
            await self.chunk(said({}, finish))
            await self.chunk("[DONE]")
            await self.end()

    async def end(self) -> None:
        self._writer.write(b"0\r\n\r\n")
        await self._writer.drain()

    def die(self) -> None:
        self._writer.transport.abort()


def said(delta: Json, finish: str | None = None) -> Json:
    return {
        "id": "chatcmpl-scripted",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }


Script = Callable[[Talk], Awaitable[None]]


class Upstream:
    """Runs one script a request, the last one again and again."""

    def __init__(self, *scripts: Script) -> None:
        self.scripts = list(scripts)
        self.bodies: list[Json] = []
        self.heads: list[str] = []
        self.sockets = 0
        self.hung_up = asyncio.Event()
        """Set when a client closed its socket before the script had ended."""

        self.asked = asyncio.Event()
        self.url = ""

    @property
    def endpoint(self) -> Endpoint:
        return Endpoint("Scripted", self.url, "scripted", SecretStr(KEY))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.sockets += 1
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                while True:
                    await self._exchange(reader, writer)
        finally:
            self.sockets -= 1
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next(
            (
                int(line[15:])
                for line in head.lower().split("\r\n")
                if line[:15] == "content-length:"
            ),
            0,
        )
        body = json.loads(await reader.readexactly(length) or b"{}")
        self.heads.append(head)
        self.bodies.append(body)
        self.asked.set()
        script = self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]
        talking = asyncio.ensure_future(script(Talk(body, writer)))
        listening = asyncio.ensure_future(reader.read(1))
        await asyncio.wait((talking, listening), return_when="FIRST_COMPLETED")
        if listening.done():
            self.hung_up.set()
            talking.cancel()
            raise ConnectionResetError
        listening.cancel()
        await talking


@contextlib.asynccontextmanager
async def scripted(*scripts: Script) -> AsyncGenerator[Upstream]:
    upstream = Upstream(*scripts)
    server = await asyncio.start_server(upstream.serve, "127.0.0.1", 0)
    upstream.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    try:
        yield upstream
    finally:
        server.close()


async def talks_for_ever(talk: Talk) -> None:
    while True:
        await talk.say("word ")
        await asyncio.sleep(0.01)


async def never_speaks(talk: Talk) -> None:
    await asyncio.Event().wait()


async def says_hello(talk: Talk) -> None:
    await talk.say("Hel", "lo", finish="stop")


async def says_nothing(talk: Talk) -> None:
    await talk.say(finish="stop")


async def is_cut_by_length(talk: Talk) -> None:
    await talk.say("The func", finish="length")


async def dies_mid_word(talk: Talk) -> None:
    await talk.say("The func")
    await asyncio.sleep(0.05)
    talk.die()


async def ends_without_reason(talk: Talk) -> None:
    await talk.say("The func")
    await talk.end()


async def errs_mid_stream(talk: Talk) -> None:
    await talk.say("The func")
    await talk.chunk({"error": {"message": f"GPU fell off, key {KEY}", "type": "server_error"}})
    await talk.end()


def refuses(status: int, message: str = "no") -> Script:
    async def refuse(talk: Talk) -> None:
        await talk.answer(status, {"error": {"message": message, "type": "x"}})

    return refuse


async def sends_rubbish(talk: Talk) -> None:
    await talk.answer(200, "<html>It works!</html>", kind="text/html")
