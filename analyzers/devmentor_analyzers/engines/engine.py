"""A resident engine: started, fed with the open documents, asked, restarted when it fails."""

import asyncio
import contextlib
import logging
import os
import sys
from collections.abc import AsyncGenerator, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from devmentor_analyzers.engine_status import EngineState, EngineStatus
from devmentor_analyzers.engines.changes import change, takes_edits
from devmentor_analyzers.engines.connection import (
    FLOOD,
    Connection,
    EngineError,
    Json,
    Superseded,
    Unanswered,
)
from devmentor_analyzers.engines.last_words import LastWords
from devmentor_analyzers.engines.moving import events, hears_of_moves, moves, places, watched
from devmentor_analyzers.engines.process import end, kill, memory, overgrown
from devmentor_analyzers.engines.pushed import METHOD as PUSHED
from devmentor_analyzers.engines.pushed import Pushed
from devmentor_analyzers.engines.reading import path_of
from devmentor_analyzers.engines.recipe import Recipe, greeting, wanted
from devmentor_analyzers.engines.suspects import Suspects
from devmentor_analyzers.engines.units import encoding_of, heard, told
from devmentor_analyzers.folders import innermost
from devmentor_analyzers.hanging import Watch
from devmentor_analyzers.lines import Encoding, LineIndex
from devmentor_analyzers.reading import has_odd_name
from devmentor_analyzers.snapshot import Snapshot

_log = logging.getLogger(__name__)
_BACK_OFF = (0.2, 1.0, 5.0, 15.0, 60.0)
"""Seconds before each restart in a row; after the last one the engine has failed for good."""

_HEALTHY_SECONDS = 60.0
"""An engine that lived this long starts its back-off anew."""

_PATIENCE = 3
"""So many requests in a row without an answer mean that the engine hangs."""

_INSISTENCE = 3
_LAST_WORDS_SECONDS = 2.0
_MAX_UNSENT = 64 * 2**20


class Engine:
    """One engine. When it hangs or dies only its own answers are missing.

    It lives on the event loop that called `start`. It exits by itself when we are killed: its
    stdin closes.
    """

    def __init__(self, recipe: Recipe, folders: Sequence[Path]) -> None:
        self.recipe = recipe
        self.folders, self._others = list(folders), list[Path]()
        self.scoped: Mapping[Path, Json] = {}
        self.pushed = Pushed()
        self.on_ready: Callable[[], None] = lambda: None
        self._open: dict[str, Snapshot] = {}
        self._sent: dict[str, Snapshot] = {}
        self.capabilities: Json = {}
        """What the engine said it can do; empty until it has started."""

        self._takes_edits = False
        self._encoding: Encoding = "utf-32"
        self._state: EngineState = "starting" if recipe.command else "absent"
        self._detail = "" if recipe.command else recipe.absent or f"{recipe.name} is not installed."
        self._version: str | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._connection: Connection | None = None
        self._supervisor: asyncio.Task[None] | None = None
        self._settled = asyncio.Event()
        self._silent = 0
        self._renewing = False
        self._last_words = LastWords()
        self._suspects = Suspects(recipe.name)
        self._watching = Watch(recipe.still_seconds, self._kill, self._is_behind)

    def start(self) -> None:
        """Start in the background."""
        if self.recipe.command and self._supervisor is None:
            self._state, self._detail = "starting", ""
            self._settled.clear()
            self._supervisor = asyncio.create_task(self._supervise(), name=self.recipe.name)

    async def close(self) -> None:
        """Stop; the process is gone when this returns."""
        if self._supervisor is not None:
            self._supervisor.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._supervisor
            self._supervisor = None
        self._settled.set()

    @property
    def is_restarting(self) -> bool:
        """Whether it does not answer now, and will soon."""
        return self._state == "starting" or bool(self._connection and self._connection.ended)

    async def started(self) -> bool:
        """Wait while it starts; false when it is not there."""
        with contextlib.suppress(EngineError):
            await self._ready(self.recipe.start_seconds)
        return self._connection is not None

    def status(self) -> EngineStatus:
        """How it is now."""
        pid = self._process.pid if self._process and self._process.returncode is None else None
        return EngineStatus(
            self.recipe.name, self._state, self._version, self._detail, pid, memory(pid)
        )

    def takes(self, snapshot: Snapshot) -> bool:
        """Tell whether a document is any of its business."""
        if snapshot.language not in self.recipe.languages:
            return False
        return innermost(snapshot.path, (*self.folders, *self._others)) not in self._others

    def opened(self, snapshot: Snapshot) -> None:
        """Keep the engine's copy of a document in step: its newest text, or its first.

        One whose name is not UTF-8 is kept from it: ty panics at the sight, again and again.
        """
        if not self.takes(snapshot) or has_odd_name(snapshot.path):
            return
        self._open[snapshot.uri] = snapshot
        self._show(snapshot)

    def shows(self, snapshot: Snapshot) -> bool:
        """Tell whether the engine is kept in step with a document and has this text, or newer."""
        known = self._open.get(snapshot.uri)
        return known is not None and known.version >= snapshot.version

    def closed(self, uri: str) -> None:
        """Take a document away: the file on disk counts again."""
        if self._open.pop(uri, None) is not None and self._sent.pop(uri, None) is not None:
            self.pushed.forget(path_of(uri))
            self._notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def work_in(
        self,
        folders: Sequence[Path],
        scoped: Mapping[Path, Json] | None = None,
        others: Sequence[Path] = (),
    ) -> None:
        """Take other folders, and settings that hold in some of them, without a new start.

        Only an engine that cannot hear of folders is started anew. What is in the `others` is none
        of its business.
        """
        self._others = list(others)
        before, self.folders, self.scoped = places(self), list(folders), scoped or {}
        if self._connection is not None:
            self._move(before)

    def _move(self, before: Mapping[Path, Json]) -> None:
        """Tell a running engine where it works now, given where it worked before."""
        added, removed = moves(before, places(self))
        if (added or removed) and not hears_of_moves(self.capabilities):
            return self.renew()
        for event in events(added, removed):
            self._notify("workspace/didChangeWorkspaceFolders", {"event": event})
        for snapshot in list(self._open.values()):  # what it said of them may belong to no folder
            if any(snapshot.path.is_relative_to(folder) for folder in (*added, *removed)):
                self.closed(snapshot.uri)
                self.opened(snapshot)

    def renew(self) -> None:
        """Start anew, at once and without blame."""
        self._renewing = True
        self._kill()

    def files_changed(self, paths: Iterable[Path], made: Collection[Path] = ()) -> None:
        """Say that files were changed, deleted or `made` outside the editor."""
        changes = watched((path for path in paths if not has_odd_name(path)), made)
        self._notify("workspace/didChangeWatchedFiles", {"changes": changes})

    @asynccontextmanager
    async def seeing(self, snapshot: Snapshot) -> AsyncGenerator[None]:
        """Let the engine see this text, also of a document that is not open.

        A text that has been replaced is not shown again: `EngineError`, and somebody else answers.
        """
        if has_odd_name(snapshot.path):
            raise EngineError(f"{self.recipe.name} knows no file whose name is not UTF-8.")
        await self._ready(self.recipe.start_seconds)
        known = self._open.get(snapshot.uri)
        if known is not None and known.version > snapshot.version:
            raise EngineError(f"{self.recipe.name} has seen a newer text.")
        if known is None or known.version < snapshot.version:
            self.opened(snapshot)
        try:
            with self._suspects.asking(snapshot):
                yield
        finally:
            if known is None and self._open.get(snapshot.uri) is snapshot:
                self.closed(snapshot.uri)

    async def ask(self, method: str, params: Json, *, timeout: float = 10.0) -> Json:
        """Ask and return the result; `EngineError` when there is none."""
        try:
            with self._watching.during(self._process.pid if self._process else None):
                result = await self._insist(method, params, timeout)
        except TimeoutError as error:
            self._silent += 1
            if self._silent >= _PATIENCE:
                self._kill("It stopped answering.")
            raise Unanswered(f"{self.recipe.name} did not answer within {timeout} s.") from error
        self._silent = 0
        return result

    async def _insist(self, method: str, params: Json, timeout: float) -> Json:
        """Ask again when the engine let go of the question because a document changed."""
        for _ in range(_INSISTENCE):
            connection = await self._ready(timeout)
            with contextlib.suppress(Superseded):
                if self._encoding == "utf-32":
                    return await connection.request(method, params, timeout=timeout)
                return await self._translated(connection, method, params, timeout)
        raise EngineError(f"{self.recipe.name} was interrupted {_INSISTENCE} times.")

    async def _translated(
        self, connection: Connection, method: str, params: Json, timeout: float
    ) -> Json:
        said = await asyncio.to_thread(told, params, "", self.lines, self._encoding)
        answer = await connection.request(method, said, timeout=timeout)
        document: Json = params.get("textDocument")
        return await self.read(answer, document["uri"] if document else "")

    async def read(self, json: Json, uri: str) -> Json:
        """What the engine says of a document, in code points."""
        return await asyncio.to_thread(heard, json, uri, self.lines, self._encoding)

    def lines(self, uri: str) -> LineIndex:
        """The lines of a document as the engine sees it. Blocks."""
        if (known := self._open.get(uri)) is not None:
            return known.lines
        try:
            return LineIndex(path_of(uri).read_bytes().decode("utf-8-sig", "replace"))
        except (OSError, ValueError):
            return LineIndex("")

    async def _ready(self, timeout: float) -> Connection:
        if self._state == "starting":
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(timeout):
                    await self._settled.wait()
        if self._connection is None or self._state != "ready":
            raise Unanswered(self._detail or f"{self.recipe.name} is not running.")
        return self._connection

    async def _supervise(self) -> None:
        loop, failures = asyncio.get_running_loop(), 0
        while True:
            started = loop.time()
            try:
                await self._live()
            except (OSError, EngineError, TimeoutError) as error:
                if not str(self._last_words):  # its own words say more
                    self._last_words.know(str(error) or type(error).__name__)
            if loop.time() - started > _HEALTHY_SECONDS or self._renewing:
                failures = 0
            if failures >= len(_BACK_OFF):
                break
            self._state, self._detail = "starting", f"Restarting. {self._last_words}"
            if self._renewing:
                self._renewing = False
                continue
            if failures == 0:  # said once; its status tells the rest
                _log.warning("%s: %s It is started again.", self.recipe.name, self._last_words)
            await asyncio.sleep(_BACK_OFF[failures])
            failures += 1
        self._state = "failed"
        self._detail = f"{self.recipe.name} failed {failures + 1} times. {self._last_words}"
        _log.warning("%s It is given up until the server starts anew.", self._detail)
        self._settled.set()

    async def _live(self) -> None:
        """One life of the process: start, introduce, read until it ends."""
        command = self.recipe.command
        assert command is not None
        self._last_words.begin()
        self._process = process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=next(filter(Path.is_dir, self.folders), None),
            env={**os.environ, **self.recipe.environment},
            start_new_session=sys.platform != "win32",  # some are scripts that start the real one
        )
        assert process.stdin and process.stdout and process.stderr
        connection = Connection(
            process.stdout, process.stdin, self._answer, self._hear, self.recipe.max_message_bytes
        )
        reading = asyncio.create_task(connection.read_forever())
        others = [
            asyncio.create_task(self._last_words.listen(process.stderr)),
            asyncio.create_task(self._watch(process.pid)),
        ]
        try:
            await self._introduce(connection)
            await reading
        finally:
            self._connection, self._sent, self._state = None, {}, "starting"
            self._settled.clear()
            self.pushed.clear()
            others[1].cancel()
            try:
                if await end(process, connection):
                    self._last_words.ended(process.returncode)
                await asyncio.wait([reading, others[0]], timeout=_LAST_WORDS_SECONDS)
            finally:
                for task in (reading, *others):
                    task.cancel()

    async def _introduce(self, connection: Connection) -> None:
        began_in, hello = places(self), greeting(self.folders, self.recipe.options)
        result = await connection.request("initialize", hello, timeout=self.recipe.start_seconds)
        try:
            server: Json = result.get("serverInfo")
            self._version = server.get("version") if server else None
            self.capabilities = dict(result.get("capabilities") or {})
            self._takes_edits = takes_edits(self.capabilities)
            self._encoding = encoding_of(self.capabilities)
        except (AttributeError, TypeError, ValueError) as error:
            raise EngineError("Its answer to `initialize` is none of LSP's.") from error
        connection.notify("initialized", {})
        if self.recipe.settings:
            connection.notify(
                "workspace/didChangeConfiguration", {"settings": self.recipe.settings}
            )
        self._connection, self._silent = connection, 0
        self._state, self._detail = "ready", ""
        for snapshot in self._open.values():
            self._show(snapshot)
        self._move(began_in)  # they may have changed while it started
        self._settled.set()
        self.on_ready()

    def _show(self, snapshot: Snapshot) -> None:
        """Open a document in the engine, or replace its text."""
        sent = self._sent.get(snapshot.uri)
        if self._connection is None or (sent and sent.version == snapshot.version):
            return
        document = {"uri": snapshot.uri, "version": snapshot.version}
        if sent is not None:
            whole = {"text": snapshot.text}
            in_edits = self._takes_edits and (
                self._encoding == "utf-32" or (sent.text.isascii() and snapshot.text.isascii())
            )
            changes = [change(sent.text, snapshot.text) if in_edits else whole]
            self._notify(
                "textDocument/didChange", {"textDocument": document, "contentChanges": changes}
            )
        else:
            document |= {"languageId": snapshot.language, "text": snapshot.text}
            self._notify("textDocument/didOpen", {"textDocument": document})
        self._sent[snapshot.uri] = snapshot
        self.pushed.want(snapshot)

    def _notify(self, method: str, params: Json) -> None:
        if self._connection is None or self._connection.ended:
            return  # it is on its way out; its next life is shown every open document
        with contextlib.suppress(EngineError):
            self._connection.notify(method, params)
        if self._connection.unsent > _MAX_UNSENT:
            self._kill("It stopped reading.")

    def _is_behind(self) -> bool:
        return self._connection is not None and self._connection.is_reading

    def _kill(self, why: str = "") -> None:
        if why:
            self._last_words.know(why)
        if self._process is not None and self._process.returncode is None:
            kill(self._process)

    async def _watch(self, pid: int) -> None:
        """Replace the process when it has grown too large."""
        self._kill(await overgrown(pid, self.recipe.max_bytes))

    def _hear(self, method: str, params: Json) -> None:
        if method == PUSHED:
            self.pushed.hear(params)
        elif method == FLOOD and not self._detail:
            self._detail = f"A message of {params / 1e6:.0f} MB was too long and was not read."
            _log.warning("%s: %s", self.recipe.name, self._detail)

    def _answer(self, method: str, params: Json) -> Json:
        """What an engine may ask of us: its configuration, for a folder or for all."""
        if method != "workspace/configuration":
            return None
        return [wanted(self.recipe.settings, self.scoped, each) for each in params.get("items", ())]
