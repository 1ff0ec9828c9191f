"""A real client for the tests: it starts the server as editors do, and speaks raw JSON-RPC."""

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import AsyncGenerator, Callable
from pathlib import Path
from typing import IO, Any

from devmentor_server.framing import Framer, frame
from devmentor_server.uris import uri_of

ANSWER_SECONDS = 60.0
FULL: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "window": {"showDocument": {"support": True}, "workDoneProgress": True},
    "workspace": {
        "configuration": False,
        "fileOperations": {"willRename": True},
        "workspaceEdit": {"documentChanges": True},
    },
    "textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "codeLens": {},
        "declaration": {},
        "typeDefinition": {},
        "implementation": {},
        "rename": {"prepareSupport": True},
        "callHierarchy": {},
        "typeHierarchy": {},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}},
            "isPreferredSupport": True,
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit"]},
        },
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
}
"""The capabilities of an able editor that takes pushed diagnostics."""


class Refused(Exception):
    """The server answered with an error."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error["message"])
        self.code: int = error["code"]


class Editor:
    """One server process and what it said."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.heard: list[dict[str, Any]] = []
        """Notifications and requests from the server, in their order."""

        self.answers: list[dict[str, Any]] = []
        self.replies: dict[str, Any] = {}
        """What to answer to the server's requests, by method; null where nothing is said."""

        self.result: dict[str, Any] = {}
        """The answer to initialize."""

        self._news = asyncio.Condition()
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._last_id = 0
        self._versions: dict[str, int] = {}
        self._reading = asyncio.create_task(self._read())

    async def initialize(
        self,
        *folders: Path,
        capabilities: dict[str, Any] | None = None,
        options: dict[str, Any] | None = None,
    ) -> Any:
        """Say hello as editors do."""
        params = {
            "processId": os.getpid(),
            "clientInfo": {"name": "tests"},
            "workspaceFolders": [{"uri": uri_of(each), "name": each.name} for each in folders],
            "rootUri": uri_of(folders[0]) if folders else None,
            "capabilities": FULL if capabilities is None else capabilities,
            "initializationOptions": options or {},
        }
        self.result = await self.request("initialize", params)
        self.notify("initialized", {})
        return self.result

    async def request(self, method: str, params: Any = None) -> Any:
        """Call and wait. Raises `Refused`."""
        return await self.call(method, params)[1]

    def call(self, method: str, params: Any = None) -> tuple[int, "asyncio.Task[Any]"]:
        """Call; return the id, for cancelling, and the answer to come."""
        self._last_id += 1
        future: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[self._last_id] = future
        self.send({"id": self._last_id, "method": method, "params": params})
        return self._last_id, asyncio.create_task(_settle(future))

    def notify(self, method: str, params: Any = None) -> None:
        """Tell."""
        self.send({"method": method, "params": params})

    def send(self, members: dict[str, Any]) -> None:
        """Send any message."""
        self.send_raw({"jsonrpc": "2.0", **members})

    def send_raw(self, message: Any) -> None:
        """Send any JSON."""
        self.send_bytes(frame(json.dumps(message).encode()))

    def send_bytes(self, data: bytes) -> None:
        """Send anything."""
        assert self.process.stdin
        self.process.stdin.write(data)

    def open(self, path: Path, text: str | None = None, language: str = "python") -> str:
        """Open a file, or an unsaved text under its name; return the URI."""
        uri = uri_of(path)
        text = path.read_text(encoding="utf-8") if text is None else text
        self._versions[uri] = 1
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})
        return uri

    def change(self, uri: str, *changes: dict[str, Any]) -> None:
        """Edit an open document."""
        self._versions[uri] += 1
        document = {"uri": uri, "version": self._versions[uri]}
        params = {"textDocument": document, "contentChanges": list(changes)}
        self.notify("textDocument/didChange", params)

    async def at(self, method: str, uri: str, line: int, character: int, **more: Any) -> Any:
        """Ask about a place."""
        place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
        return await self.request(f"textDocument/{method}", {**place, **more})

    async def of(self, method: str, uri: str, **more: Any) -> Any:
        """Ask about a document."""
        return await self.request(f"textDocument/{method}", {"textDocument": {"uri": uri}, **more})

    async def wait_for(self, method: str, right: Callable[[Any], bool] = lambda _: True) -> Any:
        """Wait until the server has sent such a message; return its params."""

        def found() -> list[Any]:
            return [
                each.get("params")
                for each in self.heard
                if each["method"] == method and right(each.get("params"))
            ]

        async with self._news:
            await asyncio.wait_for(self._news.wait_for(lambda: bool(found())), ANSWER_SECONDS)
        return found()[0]

    async def symbols(self, query: str) -> list[dict[str, Any]]:
        """Search the workspace until the index, which is made in the background, knows the name."""
        while not (found := await self.request("workspace/symbol", {"query": query})):
            await asyncio.sleep(0.1)
        return found

    async def completed(self, uri: str, line: int, character: int) -> dict[str, Any]:
        """Ask for completion until the list is whole, as an editor does while one types on."""
        while (listed := await self.at("completion", uri, line, character))["isIncomplete"]:
            await asyncio.sleep(0.02)
        return listed

    async def diagnostics(self, uri: str, version: int | None = None) -> list[dict[str, Any]]:
        """Wait for the published diagnostics of a document (at a version)."""
        params = await self.wait_for(
            "textDocument/publishDiagnostics",
            lambda given: given["uri"] == uri and version in (None, given.get("version")),
        )
        return params["diagnostics"]

    async def leave(self) -> int:
        """Shut down politely; return the exit code."""
        await self.request("shutdown")
        self.notify("exit")
        return await asyncio.wait_for(self.process.wait(), ANSWER_SECONDS)

    async def stop(self) -> None:
        """End the process, whatever its state."""
        with contextlib.suppress(ProcessLookupError, TimeoutError):
            assert self.process.stdin
            self.process.stdin.close()
            await asyncio.wait_for(self.process.wait(), ANSWER_SECONDS)
        if self.process.returncode is None:
            self.process.kill()
            await self.process.wait()
        self._reading.cancel()

    async def _read(self) -> None:
        assert self.process.stdout
        framer = Framer()
        while data := await self.process.stdout.read(1 << 16):
            framer.feed(data)
            while (body := framer.next()) is not None:
                async with self._news:
                    self._take(json.loads(body))
                    self._news.notify_all()
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(ConnectionError("the server has ended"))

    def _take(self, message: dict[str, Any]) -> None:
        if "method" not in message:
            self.answers.append(message)
            future = self._waiting.get(message["id"])
            if future is not None and not future.done():
                future.set_result(message)
            return
        self.heard.append(message)
        if "id" in message:
            self.send({"id": message["id"], "result": self.replies.get(message["method"])})


@contextlib.asynccontextmanager
async def started(
    *arguments: str,
    cwd: Path | None = None,
    environment: dict[str, str] | None = None,
    log: IO[bytes] | None = None,
) -> AsyncGenerator[Editor]:
    """Start a server as editors do; it is gone when the block ends. `log` takes its stderr."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-m", "devmentor_server", *arguments),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=log,
        cwd=cwd,
        env={**os.environ, **(environment or {})},
    )
    editor = Editor(process)
    try:
        yield editor
    finally:
        await editor.stop()


async def _settle(future: "asyncio.Future[dict[str, Any]]") -> Any:
    answer = await asyncio.wait_for(future, ANSWER_SECONDS)
    if "error" in answer:
        raise Refused(answer["error"])
    return answer["result"]
