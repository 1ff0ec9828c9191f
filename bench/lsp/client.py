"""A bare LSP client for measuring: no library between the clock and the server."""

import asyncio
import itertools
import json
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil

Json = dict[str, Any]
STOP_SECONDS = 5.0
NO_SETTINGS: Mapping[str, Any] = {}


class LspClient:
    """One server process over stdio."""

    def __init__(self, process: asyncio.subprocess.Process, settings: Mapping[str, Any]) -> None:
        assert process.stdin and process.stdout
        self._settings = settings
        self.process = process
        self._stdin, self._stdout = process.stdin, process.stdout
        self._ids = itertools.count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._published: dict[str, asyncio.Queue[list[Json]]] = defaultdict(asyncio.Queue)
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def start(
        cls, command: list[str], folder: Path, settings: Mapping[str, Any] = NO_SETTINGS
    ) -> "LspClient":
        """Start a server in a folder; its log goes nowhere. `settings` are for when it asks."""
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=folder,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=2**26,
        )
        return cls(process, settings)

    async def request(self, method: str, params: Json, timeout: float = 120) -> Any:
        """Send a request and wait for its result."""
        async with asyncio.timeout(timeout):
            return await self.ask(method, params)[1]

    def ask(self, method: str, params: Json) -> tuple[int, asyncio.Future[Any]]:
        """Send a request; return its id, to cancel it by, and what will be its result."""
        id_ = next(self._ids)
        self._answers[id_] = answer = asyncio.get_running_loop().create_future()
        self._write({"id": id_, "method": method, "params": params})
        return id_, answer

    def notify(self, method: str, params: Json) -> None:
        """Send a notification."""
        self._write({"method": method, "params": params})

    async def diagnostics(self, uri: str, timeout: float = 60) -> list[Json]:
        """Wait for the next diagnostics published for a document."""
        async with asyncio.timeout(timeout):
            return await self._published[uri].get()

    def forget_diagnostics(self, uri: str) -> None:
        """Drop what was published so far."""
        self._published[uri] = asyncio.Queue()

    def memory(self, program: str = "") -> int:
        """Bytes of the server and those of its children whose command names a program.

        Pages that processes share are counted once where the system tells (Linux).
        """
        server = psutil.Process(self.process.pid)
        counted = [each for each in server.children(True) if program in " ".join(each.cmdline())]
        return sum(_bytes(process) for process in (server, *counted))

    async def stop(self) -> float:
        """Shut the server down, by force when it does not follow; return the seconds it took to exit."""
        if self.process.returncode is not None:
            raise RuntimeError(f"The server ended by itself with code {self.process.returncode}.")
        children = psutil.Process(self.process.pid).children(recursive=True)
        try:
            await self.request("shutdown", {}, timeout=STOP_SECONDS)
            asked = time.perf_counter()
            self.notify("exit", {})
            async with asyncio.timeout(STOP_SECONDS):
                await self.process.wait()
            return time.perf_counter() - asked
        except (TimeoutError, ConnectionError):
            self.process.kill()
            return STOP_SECONDS
        finally:
            self._reading.cancel()
            for child in children:
                if child.is_running():
                    child.kill()

    def _write(self, body: Json) -> None:
        data = json.dumps({"jsonrpc": "2.0", **body}).encode()
        self._stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))

    async def _read(self) -> None:
        while header := await self._stdout.readline():
            if not header.lower().startswith(b"content-length:"):
                continue
            length = int(header.split(b":")[1])
            while await self._stdout.readline() not in (b"\r\n", b""):
                pass
            self._receive(json.loads(await self._stdout.readexactly(length)))

    def _receive(self, message: Json) -> None:
        if "method" not in message:
            answer = self._answers.pop(message["id"], None)
            if answer and not answer.done():  # nobody may wait for it any more
                answer.set_result(message.get("result"))
        elif message["method"] == "textDocument/publishDiagnostics":
            params = message["params"]
            self._published[params["uri"]].put_nowait(params["diagnostics"])
        elif "id" in message:
            params: Json = message.get("params") or {}
            told = [self._settings.get(each.get("section")) for each in params.get("items", ())]
            self._write({"id": message["id"], "result": told or None})


def _bytes(process: psutil.Process) -> int:
    found: Any = process.memory_full_info()
    return int(getattr(found, "pss", 0) or found.rss)
