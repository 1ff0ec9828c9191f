"""The index and the advice in a process of their own, so that they never delay a keystroke.

It is fed and watched over like any other engine and therefore understands the same few messages
as they do; nobody but `Engine` ever talks to it.
"""

import contextlib
import json
import queue
import sys
import threading
from collections.abc import Generator, Iterator
from dataclasses import astuple
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from devmentor_analyzers.advice.adviser import Adviser
from devmentor_analyzers.advice.choices import Choices
from devmentor_analyzers.engines.changes import INCREMENTAL, changed
from devmentor_analyzers.engines.reading import path_of
from devmentor_analyzers.importables.importables import Importables
from devmentor_analyzers.importables.where import ask_where
from devmentor_analyzers.politeness import be_nice
from devmentor_analyzers.symbols.index import Entry, Index
from devmentor_protocol.runtime import data_folder

Message = dict[str, Any]
Job = Generator[None, None, Any]
"""Work in steps of a few milliseconds, and its result: in between questions are answered."""

_PAUSE_SECONDS = 0.001
_CALM_SECONDS = 0.3
_FOUND = "devmentor/found"
"""Our own word to ourselves: where the packages are is known."""

_READING = (
    "initialize",
    "workspace/didChangeWorkspaceFolders",
    "devmentor/surveyed",
    _FOUND,
)
"""Messages after which there is something to read."""


class Process:
    """Answers what comes in, and reads on whenever nothing does."""

    def __init__(self, source: BinaryIO, sink: BinaryIO) -> None:
        self._source = source
        self._sink = sink
        self._inbox: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._index = Index(0)
        self._unread: Iterator[object] = iter(())
        self._importables = Importables(data_folder() / "importables")
        self._environment: tuple[Path, Path | None] | None = None
        """The folder and the chosen interpreter whose packages nobody has asked for yet."""

        self._is_looking = False
        """Whether the packages are being looked for."""

        self._is_reading = False
        self._texts: dict[str, str] = {}
        self._unseen: set[str] = set()
        self._adviser = Adviser(Choices.silent(), 0)
        self._jobs: dict[str, tuple[list[int], Job]] = {}
        """By document: the questions to be answered with the result, and the work."""

        self._waiting: list[int] = []
        """Questions to be answered when all is read."""

    def run(self) -> None:
        """Serve until the other end closes."""
        threading.Thread(target=self._receive, daemon=True).start()
        busy = False
        while True:
            try:
                message = self._inbox.get(timeout=self._patience(busy=busy))
            except queue.Empty:
                if not busy and not self._jobs:
                    self._catch_up()
                busy = self._step() or self._read_on()
                continue
            if message is None:
                return
            self._handle(message)
            if message.get("method") in _READING:
                busy = self._is_reading = True

    def _step(self) -> bool:
        """Go on with a job; False when there is none."""
        for uri, (numbers, job) in self._jobs.items():
            try:
                next(job)
            except StopIteration as done:
                del self._jobs[uri]
                for number in numbers:
                    self._answer(number, done.value)
            return True
        return False

    def _read_on(self) -> bool:
        """Read one more file; False when there is none."""
        if next(self._unread, None) is not None:
            return True
        for number in self._waiting:
            self._answer(number, None)
        self._waiting.clear()
        self._is_reading = False
        return False

    def _patience(self, *, busy: bool) -> float | None:
        """Seconds to wait for a message before something else is done; None when nothing is left."""
        if self._jobs:
            return 0
        if busy:
            return _PAUSE_SECONDS
        return _CALM_SECONDS if self._unseen else None

    def _receive(self) -> None:
        with contextlib.suppress(ValueError, OSError):
            while body := _read(self._source):
                self._inbox.put(json.loads(body))
        self._inbox.put(None)

    def _handle(self, message: Message) -> None:
        params: Any = message.get("params")
        result: Any = None
        match message.get("method"):
            case "initialize":
                result = self._begin(params)
            case "workspace/symbol":
                result = self._find(params)
            case "devmentor/importable":
                result = self._importable(params)
            case "devmentor/advice":
                self._advise(message["id"], params)
                return
            case "devmentor/surveyed":
                self._waiting.append(message["id"])
                return
            case "workspace/didChangeWatchedFiles":
                for change in params["changes"]:
                    self._read(path_of(change["uri"]))
            case "workspace/didChangeWorkspaceFolders":
                self._move(params["event"])
            case method:
                self._hear(method, params)
        if "id" in message:
            self._answer(message["id"], result)

    def _hear(self, method: object, params: Any) -> None:
        """Keep the open documents as the editor shows them; read the packages once they are found."""
        if method == _FOUND:
            self._is_looking = False
            found = self._importables.read(params) if params else ()
            self._unread = chain(self._unread, found)
            return
        document: Any = params.get("textDocument") if params else None
        match method:
            case "textDocument/didOpen":
                self._keep(document["uri"], document["text"])
            case "textDocument/didChange":
                for each in params["contentChanges"]:
                    self._keep(document["uri"], changed(self._texts[document["uri"]], each))
            case "textDocument/didClose":
                self._forget(document["uri"])
            case _:
                pass

    def _find(self, params: Any) -> Message:
        beside = params["beside"]
        self._catch_up(but=beside)
        if beside is not None:
            path = path_of(beside)
            found = self._index.importable(params["query"], params["limit"], beside=path)
        else:
            found = self._index.find(params["query"], params["limit"])
        items = [_as_json(entry) for entry in found]
        return {"items": items, "isFull": self._index.is_full, "isReading": self._is_reading}

    def _importable(self, params: Any) -> Message:
        self._look_for_packages()
        word, limit, exact = params["query"], params["limit"], params["exact"]
        items = [astuple(each) for each in self._importables.find(word, limit, exact=exact)]
        return {"items": items, "isReading": self._is_looking or self._is_reading}

    def _begin(self, params: Message) -> Message:
        options = params["initializationOptions"]
        self._index = Index(options["maxBytes"])
        self._adviser = Adviser(Choices.from_json(options["advice"]), options["maxBytes"])
        folders = [path_of(folder["uri"]) for folder in params["workspaceFolders"]]
        self._unread = chain(self._index.read_folders(folders), self._adviser.read_folders(folders))
        chosen = options.get("interpreter")
        if folders:
            self._environment = (folders[0], Path(chosen) if chosen else None)
        return {
            "serverInfo": {"version": options["version"]},
            "capabilities": {
                "textDocumentSync": INCREMENTAL,
                "workspace": {"workspaceFolders": {"supported": True, "changeNotifications": True}},
            },
        }

    def _advise(self, number: int, params: Message) -> None:
        """Begin to look at a document; an older question about it gets the newer answer."""
        uri = params["uri"]
        older = self._jobs.pop(uri)[0] if uri in self._jobs else list[int]()
        text = params["text"] if params["text"] is not None else self._texts.get(uri)
        self._jobs[uri] = [*older, number], self._adviser.advice(path_of(uri), text)

    def _move(self, event: Message) -> None:
        """Read the folders that came, forget those that went."""
        for folder in event["removed"]:
            self._index.forget(path_of(folder["uri"]))
        added = [path_of(folder["uri"]) for folder in event["added"]]
        self._unread = chain(
            self._unread, self._index.read_folders(added), self._adviser.read_folders(added)
        )

    def _look_for_packages(self) -> None:
        """Start with the first question: not everybody who opens a project asks one."""
        if self._environment is None:
            return
        environment, self._environment = self._environment, None
        self._is_looking = True

        def look() -> None:
            self._inbox.put({"method": _FOUND, "params": ask_where(*environment)})

        threading.Thread(target=look, daemon=True).start()

    def _keep(self, uri: str, text: str) -> None:
        self._texts[uri] = text
        self._unseen.add(uri)

    def _forget(self, uri: str) -> None:
        self._texts.pop(uri, None)
        self._unseen.discard(uri)
        self._read(path_of(uri))

    def _read(self, path: Path) -> None:
        self._index.read(path)
        self._adviser.file_changed(path)

    def _catch_up(self, *, but: str | None = None) -> None:
        """Read the texts that were typed: when the typing pauses, or for a question before that."""
        unseen = self._unseen - {but}
        for uri in unseen:
            self._index.update(path_of(uri), self._texts[uri])
        self._unseen -= unseen

    def _answer(self, number: int, result: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", "id": number, "result": result}).encode()
        self._sink.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._sink.flush()


def _read(source: BinaryIO) -> bytes:
    length = 0
    while line := source.readline():
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
        elif not line.strip():
            return source.read(length)
    return b""


def _as_json(entry: Entry) -> Message:
    return {
        "name": entry.name,
        "kind": entry.kind,
        "location": {"uri": entry.path.as_uri(), "range": entry.range.model_dump()},
        "containerName": entry.container or None,
    }


def main() -> None:
    """Serve on stdio, politely: whatever else the machine does goes first."""
    be_nice()
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        Process(sys.stdin.buffer, sys.stdout.buffer).run()
