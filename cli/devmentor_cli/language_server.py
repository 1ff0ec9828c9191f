"""The language server as a child, so that the terminal asks exactly as an editor does."""

import asyncio
import itertools
import json
import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from devmentor_protocol.envelope import JsonObject
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_server.framing import Framer, frame

_READ_BYTES = 65_536
_STOP_SECONDS = 5.0
OnNotification = Callable[[str, JsonObject], None]


class LanguageServer:
    """Speaks LSP to one server process."""

    def __init__(
        self, process: asyncio.subprocess.Process, on_notification: OnNotification
    ) -> None:
        self._process = process
        self._on_notification = on_notification
        self._ids = itertools.count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._reading = asyncio.create_task(self._read())

    async def request(self, method: str, params: JsonObject) -> Any:
        """Ask and wait. Raises `RpcError`: what the server answered, or CONNECTION_LOST."""
        id_ = next(self._ids)
        answer = self._answers[id_] = asyncio.get_running_loop().create_future()
        self._write({"id": id_, "method": method, "params": params})
        return await answer

    def notify(self, method: str, params: JsonObject) -> None:
        """Tell the server something."""
        self._write({"method": method, "params": params})

    async def close(self) -> None:
        """Shut the server down, by force when it does not follow."""
        try:
            async with asyncio.timeout(_STOP_SECONDS):
                await self.request("shutdown", {})
                self.notify("exit", {})
                await self._process.wait()
        except (TimeoutError, RpcError, ConnectionError):
            if self._process.returncode is None:
                self._process.kill()
        self._reading.cancel()

    def _write(self, body: JsonObject) -> None:
        assert self._process.stdin
        self._process.stdin.write(frame(json.dumps({"jsonrpc": "2.0", **body}).encode()))

    async def _read(self) -> None:
        assert self._process.stdout
        framer = Framer()
        while data := await self._process.stdout.read(_READ_BYTES):
            framer.feed(data)
            while (body := framer.next()) is not None:
                self._receive(json.loads(body))
        lost = RpcError(ErrorCode.CONNECTION_LOST, "The language server ended unexpectedly.")
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(lost)

    def _receive(self, message: JsonObject) -> None:
        if "method" not in message:
            self._settle(message)
        elif "id" in message:
            self._write({"id": message["id"], "result": None})  # nothing it asks for is offered
        else:
            self._on_notification(message["method"], message.get("params") or {})

    def _settle(self, message: JsonObject) -> None:
        answer = self._answers.pop(message.get("id", 0), None)
        if answer is None or answer.done():
            return
        if error := message.get("error"):
            answer.set_exception(RpcError(error["code"], error["message"], error.get("data")))
        else:
            answer.set_result(message.get("result"))


@asynccontextmanager
async def language_server(
    folder: Path, options: JsonObject, on_notification: OnNotification
) -> AsyncGenerator[LanguageServer]:
    """Start a server on a folder, initialized; stop it at the end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-m", "devmentor_server"),
        cwd=folder,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    server = LanguageServer(process, on_notification)
    try:
        await server.request(
            "initialize",
            {
                "processId": None,
                "clientInfo": {"name": "devmentor"},
                "rootUri": folder.as_uri(),
                "workspaceFolders": [{"uri": folder.as_uri(), "name": folder.name}],
                "capabilities": {"general": {"positionEncodings": ["utf-32"]}},
                "initializationOptions": options,
            },
        )
        server.notify("initialized", {})
        yield server
    finally:
        await server.close()
