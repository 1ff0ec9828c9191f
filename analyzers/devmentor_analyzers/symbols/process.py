"""The index in a process of its own, so that reading a whole project never delays a keystroke.

It is fed and watched over like any other engine and therefore understands the same few messages
as they do; nobody but `Engine` ever talks to it.
"""

import contextlib
import itertools
import json
import queue
import sys
import threading
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any, BinaryIO

from devmentor_analyzers.engines.changes import INCREMENTAL, changed
from devmentor_analyzers.engines.reading import path_of
from devmentor_analyzers.importables.importables import Importables
from devmentor_analyzers.importables.where import ask_where
from devmentor_analyzers.politeness import be_nice
from devmentor_analyzers.symbols.index import Entry, Index
from devmentor_protocol.runtime import data_folder

Message = dict[str, Any]
_PAUSE_SECONDS = 0.001
_CALM_SECONDS = 0.3
_FOUND = "devmentor/found"
"""Our own word to ourselves: where the packages are is known."""


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

        self._texts: dict[str, str] = {}
        self._unseen: set[str] = set()

    def run(self) -> None:
        """Serve until the other end closes."""
        threading.Thread(target=self._receive, daemon=True).start()
        busy = False
        while True:
            try:
                message = self._inbox.get(timeout=self._patience(busy=busy))
            except queue.Empty:
                if busy:
                    busy = next(self._unread, None) is not None
                else:
                    self._catch_up()
                continue
            if message is None:
                return
            self._handle(message)
            busy = busy or message.get("method") in ("initialize", _FOUND)

    def _patience(self, *, busy: bool) -> float | None:
        """Seconds to wait for a message before something else is done; None when nothing is left."""
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
            case "textDocument/didOpen":
                self._keep(params["textDocument"]["uri"], params["textDocument"]["text"])
            case "textDocument/didChange":
                uri = params["textDocument"]["uri"]
                for each in params["contentChanges"]:
                    self._keep(uri, changed(self._texts[uri], each))
            case "textDocument/didClose":
                self._forget(params["textDocument"]["uri"])
            case "workspace/didChangeWatchedFiles":
                self._reread(params["changes"])
            case "workspace/symbol":
                result = self._find(params)
            case "devmentor/importable":
                result = self._importable(params)
            case method:
                self._handle_later(method, params)
        if "id" in message:
            self._answer(message["id"], result)

    def _handle_later(self, method: Any, params: Any) -> None:
        """What no editor sends."""
        if method == _FOUND:
            self._unread = itertools.chain(self._unread, self._importables.read(params))

    def _find(self, params: Any) -> Message:
        self._catch_up()
        found = self._index.find(params["query"], params["limit"])
        items = [_as_json(entry) for entry in found]
        return {"items": items, "isFull": self._index.is_full}

    def _reread(self, changes: Any) -> None:
        for change in changes:
            self._index.read(path_of(change["uri"]))

    def _importable(self, params: Any) -> list[Any]:
        self._look_for_packages()
        word, limit, exact = params["query"], params["limit"], params["exact"]
        return [astuple(each) for each in self._importables.find(word, limit, exact=exact)]

    def _begin(self, params: Message) -> Message:
        options = params["initializationOptions"]
        self._index = Index(options["maxBytes"])
        folders = [path_of(folder["uri"]) for folder in params["workspaceFolders"]]
        self._unread = self._index.read_folders(folders)
        chosen = options.get("interpreter")
        if folders:
            self._environment = (folders[0], Path(chosen) if chosen else None)
        return {
            "serverInfo": {"version": options["version"]},
            "capabilities": {"textDocumentSync": INCREMENTAL},
        }

    def _look_for_packages(self) -> None:
        """Start with the first question: not everybody who opens a project asks one."""
        if self._environment is None:
            return
        environment, self._environment = self._environment, None

        def look() -> None:
            if (where := ask_where(*environment)) is not None:
                self._inbox.put({"method": _FOUND, "params": where})

        threading.Thread(target=look, daemon=True).start()

    def _keep(self, uri: str, text: str) -> None:
        self._texts[uri] = text
        self._unseen.add(uri)

    def _forget(self, uri: str) -> None:
        self._texts.pop(uri, None)
        self._unseen.discard(uri)
        self._index.read(path_of(uri))

    def _catch_up(self) -> None:
        """Read the texts that were typed: when the typing pauses, or for a question before that."""
        for uri in self._unseen:
            self._index.update(path_of(uri), self._texts[uri])
        self._unseen.clear()

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
