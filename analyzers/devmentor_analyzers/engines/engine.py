"""A resident engine: started, fed with the open documents, asked, restarted when it fails."""

import asyncio
import contextlib
import os
from collections import deque
from collections.abc import AsyncGenerator, Collection, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from devmentor_analyzers.engine_status import EngineState, EngineStatus
from devmentor_analyzers.engines.changes import change, takes_edits
from devmentor_analyzers.engines.connection import Connection, EngineError, Json, Superseded
from devmentor_analyzers.reading import has_odd_name
from devmentor_analyzers.snapshot import Snapshot

_START_SECONDS = 15.0
_STOP_SECONDS = 2.0
_BACK_OFF = (0.2, 1.0, 5.0, 15.0, 60.0)
"""Seconds before each restart in a row; after the last one the engine has failed for good."""

_HEALTHY_SECONDS = 60.0
"""An engine that lived this long starts its back-off anew."""

_PATIENCE = 3
"""So many requests in a row without an answer mean that the engine hangs."""

_INSISTENCE = 3
_MAX_UNSENT = 64 * 2**20


@dataclass(frozen=True)
class Recipe:
    """How to start an engine."""

    name: str
    command: Sequence[str] | None
    """None when it is not installed."""

    languages: frozenset[str]
    options: Json = field(default_factory=dict[str, Json])
    """LSP's `initializationOptions`."""

    environment: dict[str, str] = field(default_factory=dict[str, str])


class Engine:
    """One engine. When it hangs or dies only its own answers are missing.

    It lives on the event loop that called `start`. It exits by itself when we are killed: its
    stdin closes.
    """

    def __init__(self, recipe: Recipe, folders: Sequence[Path]) -> None:
        self.recipe = recipe
        self._folders = list(folders)
        self._open: dict[str, Snapshot] = {}
        self._sent: dict[str, Snapshot] = {}
        self.capabilities: Json = {}
        """What the engine said it can do; empty until it has started."""

        self._takes_edits = False
        self._state: EngineState = "starting" if recipe.command else "absent"
        self._detail = "" if recipe.command else f"{recipe.name} is not installed."
        self._version: str | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._connection: Connection | None = None
        self._supervisor: asyncio.Task[None] | None = None
        self._settled = asyncio.Event()
        self._silent = 0
        self._complaints: deque[str] = deque(maxlen=20)

    def start(self) -> None:
        """Start in the background."""
        if self.recipe.command and self._supervisor is None:
            self._supervisor = asyncio.create_task(self._supervise(), name=self.recipe.name)

    async def close(self) -> None:
        """Stop; the process is gone when this returns."""
        if self._supervisor is not None:
            self._supervisor.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._supervisor
        self._settled.set()

    def status(self) -> EngineStatus:
        """How it is now."""
        pid = self._process.pid if self._process and self._process.returncode is None else None
        return EngineStatus(
            self.recipe.name, self._state, self._version, self._detail, pid, _memory(pid)
        )

    def opened(self, snapshot: Snapshot) -> None:
        """Keep the engine's copy of a document in step: its newest text, or its first.

        One whose name is not UTF-8 is kept from it: ty panics at the sight, again and again.
        """
        if snapshot.language not in self.recipe.languages or has_odd_name(snapshot.path):
            return
        self._open[snapshot.uri] = snapshot
        self._show(snapshot)

    def closed(self, uri: str) -> None:
        """Take a document away: the file on disk counts again."""
        if self._open.pop(uri, None) is not None and self._sent.pop(uri, None) is not None:
            self._notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def files_changed(self, paths: Iterable[Path], made: Collection[Path] = ()) -> None:
        """Say that files were changed, deleted or `made` outside the editor.

        ty looks for a module that was not there only when a file is said to be new.
        """
        changes = [
            {"uri": p.as_uri(), "type": (1 if p in made else 2) if p.exists() else 3}
            for p in paths
            if not has_odd_name(p)
        ]
        self._notify("workspace/didChangeWatchedFiles", {"changes": changes})

    @asynccontextmanager
    async def seeing(self, snapshot: Snapshot) -> AsyncGenerator[None]:
        """Let the engine see this text, also of a document that is not open.

        A text that has been replaced is not shown again: `EngineError`, and somebody else answers.
        """
        if has_odd_name(snapshot.path):
            raise EngineError(f"{self.recipe.name} knows no file whose name is not UTF-8.")
        await self._ready(_START_SECONDS)
        known = self._open.get(snapshot.uri)
        if known is not None and known.version > snapshot.version:
            raise EngineError(f"{self.recipe.name} has seen a newer text.")
        if known is None or known.version < snapshot.version:
            self.opened(snapshot)
        try:
            yield
        finally:
            if known is None and self._open.get(snapshot.uri) is snapshot:
                self.closed(snapshot.uri)

    async def ask(self, method: str, params: Json, *, timeout: float = 10.0) -> Json:
        """Ask and return the result; `EngineError` when there is none."""
        try:
            result = await self._insist(method, params, timeout)
        except TimeoutError as error:
            self._silent += 1
            if self._silent >= _PATIENCE:
                self._kill("It stopped answering.")
            raise EngineError(f"{self.recipe.name} did not answer within {timeout} s.") from error
        self._silent = 0
        return result

    async def _insist(self, method: str, params: Json, timeout: float) -> Json:
        """Ask again when the engine let go of the question because a document changed."""
        for _ in range(_INSISTENCE):
            connection = await self._ready(timeout)
            with contextlib.suppress(Superseded):
                return await connection.request(method, params, timeout=timeout)
        raise EngineError(f"{self.recipe.name} was interrupted {_INSISTENCE} times.")

    async def _ready(self, timeout: float) -> Connection:
        if self._state == "starting":
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(timeout):
                    await self._settled.wait()
        if self._connection is None or self._state != "ready":
            raise EngineError(self._detail or f"{self.recipe.name} is not running.")
        return self._connection

    async def _supervise(self) -> None:
        loop, failures = asyncio.get_running_loop(), 0
        while True:
            started = loop.time()
            try:
                await self._live()
            except (OSError, EngineError, TimeoutError) as error:
                if not self._complaints:  # its own words say more
                    self._complaints.append(str(error) or type(error).__name__)
            if loop.time() - started > _HEALTHY_SECONDS:
                failures = 0
            if failures >= len(_BACK_OFF):
                break
            self._state, self._detail = "starting", f"Restarting. {self._last_words()}"
            await asyncio.sleep(_BACK_OFF[failures])
            failures += 1
        self._state = "failed"
        self._detail = f"{self.recipe.name} failed {failures + 1} times. {self._last_words()}"
        self._settled.set()

    async def _live(self) -> None:
        """One life of the process: start, introduce, read until it ends."""
        command = self.recipe.command
        assert command is not None
        self._complaints.clear()
        self._process = process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=self._root,
            env={**os.environ, **self.recipe.environment},
        )
        assert process.stdin and process.stdout and process.stderr
        connection = Connection(process.stdout, process.stdin, _answer)
        reading = asyncio.create_task(connection.read_forever())
        listening = asyncio.create_task(self._listen(process.stderr))
        try:
            await self._introduce(connection)
            await reading
        finally:
            self._connection, self._sent = None, {}
            self._settled.clear()
            await _end(process, connection)
            await asyncio.wait([reading, listening], timeout=_STOP_SECONDS)
            reading.cancel()
            listening.cancel()

    @property
    def _root(self) -> Path | None:
        return next((folder for folder in self._folders if folder.is_dir()), None)

    async def _introduce(self, connection: Connection) -> None:
        result = await connection.request(
            "initialize", _greeting(self._folders, self.recipe.options), timeout=_START_SECONDS
        )
        server: Json = result.get("serverInfo")
        self._version = server["version"] if server else None
        self.capabilities = result.get("capabilities") or {}
        self._takes_edits = takes_edits(self.capabilities)
        connection.notify("initialized", {})
        self._connection, self._silent = connection, 0
        self._state, self._detail = "ready", ""
        for snapshot in self._open.values():
            self._show(snapshot)
        self._settled.set()

    def _show(self, snapshot: Snapshot) -> None:
        """Open a document in the engine, or replace its text."""
        sent = self._sent.get(snapshot.uri)
        if self._connection is None or (sent and sent.version == snapshot.version):
            return
        document = {"uri": snapshot.uri, "version": snapshot.version}
        if sent is not None:
            whole = {"text": snapshot.text}
            changes = [change(sent.text, snapshot.text) if self._takes_edits else whole]
            self._notify(
                "textDocument/didChange", {"textDocument": document, "contentChanges": changes}
            )
        else:
            document |= {"languageId": snapshot.language, "text": snapshot.text}
            self._notify("textDocument/didOpen", {"textDocument": document})
        self._sent[snapshot.uri] = snapshot

    def _notify(self, method: str, params: Json) -> None:
        if self._connection is None:
            return
        try:
            self._connection.notify(method, params)
        except EngineError:
            return  # it is on its way out; its next life is shown every open document
        if self._connection.unsent > _MAX_UNSENT:
            self._kill("It stopped reading.")

    def _kill(self, why: str) -> None:
        self._complaints.append(why)
        if self._process is not None and self._process.returncode is None:
            self._process.kill()

    async def _listen(self, stderr: asyncio.StreamReader) -> None:
        while line := await stderr.read(4096):
            said = line.decode(errors="replace").splitlines()
            self._complaints.extend(each for each in said if each.strip())

    def _last_words(self) -> str:
        return self._complaints[-1].strip() if self._complaints else ""


def _answer(method: str, params: Json) -> Json:
    """What an engine may ask of us: its configuration. It has it from the introduction."""
    if method == "workspace/configuration":
        return [None for _ in params.get("items", ())]
    return None


async def _end(process: asyncio.subprocess.Process, connection: Connection) -> None:
    connection.close()
    try:
        async with asyncio.timeout(_STOP_SECONDS):
            await process.wait()
    except (TimeoutError, asyncio.CancelledError):
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _memory(pid: int | None) -> int | None:
    if pid is None:
        return None
    try:
        return psutil.Process(pid).memory_info().rss
    except psutil.Error:
        return None


def _greeting(folders: Sequence[Path], options: Json) -> Json:
    return {
        "processId": os.getpid(),
        "rootUri": folders[0].as_uri() if folders else None,
        "workspaceFolders": [{"uri": f.as_uri(), "name": f.name} for f in folders],
        "initializationOptions": options,
        "capabilities": {
            "general": {"positionEncodings": ["utf-32"]},  # code points, as everywhere inside
            "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}},
            "textDocument": {
                "diagnostic": {"relatedDocumentSupport": False},
                "publishDiagnostics": {
                    "relatedInformation": True,
                    "tagSupport": {"valueSet": [1, 2]},
                },
                "hover": {"contentFormat": ["markdown"]},
                "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                "signatureHelp": {
                    "signatureInformation": {"parameterInformation": {"labelOffsetSupport": True}}
                },
                "codeAction": {
                    "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}},
                    "dataSupport": True,
                    "resolveSupport": {"properties": ["edit"]},
                },
            },
        },
    }
