"""One server's run through the questions of an editor's first minutes."""

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from bench.lsp.client import Json, LspClient
from bench.lsp.sheet import Sheet
from bench.peers import Peer

FILE = "django/db/models/query.py"
BROKEN = "broken = = 1"
WRONG = "wrong: int = b''"
OUR_INDEX = "devmentor_analyzers.symbols"
SETTLE_SECONDS = 3.0
PATIENCE_SECONDS = 30.0
MAX_HOVERS = 200
PAUSE_SECONDS = 0.02
AGAIN = 12
EDITS, EDIT_SECONDS = 15, 0.3
PING_SECONDS = 0.005
ERROR = 1  # LSP's DiagnosticSeverity.Error

_P50_P95 = ((", p50", 0.5), (", p95", 0.95))
_P50_P99 = ((", p50", 0.5), (", p99", 0.99))
PERCENTILES = {
    "completion after an edit": _P50_P95,
    "hover while references run": _P50_P99,
    "deaf while the file is edited": _P50_P99,
}
QUESTIONS = (
    "start → initialize",
    "open → syntax error shown",
    "open → type error shown",
    "one character → syntax error shown",
    "one character → type error shown",
    "completion, first",
    "completion after an edit",
    "hover after an edit",
    "definition",
    "documentSymbol after an edit",
    "workspace/symbol, first",
    "references, cold",
    "rename",
    "hover while references run",
    "cancel → response",
    "deaf while the file is edited",
    "exit → gone",
)

CAPABILITIES: Json = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "publishDiagnostics": {},
        "completion": {"completionItem": {}},
        "hover": {"contentFormat": ["markdown"]},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "rename": {"prepareSupport": True},
    },
}


NAMING_SECONDS = 0.5
"""Nobody types a name in less."""


class Session:
    """Asks a server and writes its sheet. Questions it does not know are left out."""

    def __init__(self, client: LspClient, folder: Path, peer: Peer, sheet: Sheet) -> None:
        self.client, self.peer, self.sheet = client, peer, sheet
        self.uri, self.root = (folder / FILE).as_uri(), folder.as_uri()
        text = (folder / FILE).read_text(encoding="utf-8")
        self.text = f"{text}\n{WRONG}\n{BROKEN}\n"
        self.last_line = self.text.count("\n") - 1
        self.version = 1
        self.can: Json = {}
        self._workspace = {"configuration": bool(peer.settings), "workspaceFolders": True}

    async def run(self) -> None:
        """Ask everything, in the order of an editor's first minutes."""
        params = {
            "processId": None,
            "rootUri": self.root,
            "capabilities": CAPABILITIES | {"workspace": self._workspace},
            "workspaceFolders": [{"uri": self.root, "name": "bench"}],
        }
        result = await self._timed("start → initialize", self.client.request("initialize", params))
        self.can = result["capabilities"]
        self.client.notify("initialized", {})
        await self._findings()
        await self._completions()
        await self._names()
        await self._references()
        await self._deaf_while_edited()
        self.sheet.memory.append(self.client.memory())
        self.sheet.own_memory.append(self.client.memory(OUR_INDEX))
        self.sheet.times["exit → gone"].append(await self.client.stop() * 1000)

    async def _findings(self) -> None:
        """Open the file with two mistakes, then repair and repeat each."""
        start = time.perf_counter()
        document = {"uri": self.uri, "languageId": "python", "version": 1, "text": self.text}
        self.client.notify("textDocument/didOpen", {"textDocument": document})
        wrong = self.last_line - 1
        shown: list[list[Json]] = []
        await self._until("open → syntax error shown", start, self._marks(self.last_line), shown)
        if self.peer.types:
            await self._until("open → type error shown", start, self._marks(wrong), shown)
        await asyncio.sleep(SETTLE_SECONDS)
        at = BROKEN.index("= 1")
        await self._replace(" ", self.last_line, at, "", self._marks(self.last_line, False))
        name = "one character → syntax error shown"
        await self._replace("=", self.last_line, at, name, self._marks(self.last_line))
        await self._replace(" ", self.last_line, at, "", self._marks(self.last_line, False))
        if self.peer.types:
            at = WRONG.index("int")
            await self._replace("bytes", wrong, at, "", self._marks(wrong, False), 3)
            name = "one character → type error shown"
            await self._replace("int", wrong, at, name, self._marks(wrong), 5)

    def _marks(self, line: int, marked: bool = True) -> Callable[[list[Json]], bool]:
        """Whether an error on a line is shown; a parser may name the end of the text instead."""
        lines = {line, line + 1} if line == self.last_line else {line}

        def test(findings: list[Json]) -> bool:
            errors = [each for each in findings if each.get("severity") == ERROR]
            return marked == bool(lines & {each["range"]["start"]["line"] for each in errors})

        return test

    async def _replace(
        self,
        text: str,
        line: int,
        character: int,
        name: str,
        test: Callable[[list[Json]], bool],
        replaced: int = 1,
    ) -> None:
        self.client.forget_diagnostics(self.uri)
        start = time.perf_counter()
        self._change(text, line, character, replaced)
        await self._until(name, start, test, [])

    async def _until(
        self,
        name: str,
        start: float,
        test: Callable[[list[Json]], bool],
        shown: list[list[Json]],
    ) -> None:
        """Wait for findings that pass; `shown` keeps the last ones, which may pass a later test."""
        while not (shown and test(shown[-1])):
            try:
                shown.append(await self.client.diagnostics(self.uri, PATIENCE_SECONDS))
            except TimeoutError:
                return
        if name:
            self.sheet.times[name].append((time.perf_counter() - start) * 1000)

    def _change(self, text: str, line: int, character: int = 0, replaced: int = 0) -> None:
        self.version += 1
        start = {"line": line, "character": character}
        end = {"line": line, "character": character + replaced}
        change = {"range": {"start": start, "end": end}, "text": text}
        document = {"uri": self.uri, "version": self.version}
        params = {"textDocument": document, "contentChanges": [change]}
        self.client.notify("textDocument/didChange", params)

    async def _completions(self) -> None:
        """Complete an attribute, the first time and after edits; each edit is of another line too."""
        if not self.can.get("completionProvider"):
            return
        line = self.last_line + 1
        self._change("\nclass Later(QuerySet):\n    def run(self):\n        self.fil", line)
        at = {"line": line + 3, "character": len("        self.fil")}
        result = await self._timed("completion, first", self._ask("completion", at))
        self._note("completion, first", result)
        for number in range(AGAIN):
            self._change("t" if number % 2 == 0 else "", line + 3, at["character"], number % 2)
            shift = 1 - number % 2
            place = {**at, "character": at["character"] + shift}
            result = await self._timed("completion after an edit", self._ask("completion", place))
            self._note("completion after an edit", result)
        self._change("", line + 3, 8, len("self.fil"))
        self._change("pass", line + 3, 8)

    def _note(self, name: str, result: Json | list[Json] | None) -> None:
        items: list[Json] = result["items"] if isinstance(result, dict) else result or []
        names = {item["label"].split("(")[0] for item in items}
        self.sheet.found[name] = "yes" if "filter" in names else f"no, of {len(items)}"

    async def _names(self) -> None:
        """Hover, definition, outline, symbols and rename on known places."""
        at = self._place("class QuerySet(AltersData):", "AltersData")
        if not self.can.get("hoverProvider"):
            return
        for number in range(AGAIN):
            self._change("#" if number % 2 == 0 else "", self.last_line + 6, 0, number % 2)
            hover = await self._timed("hover after an edit", self._ask("hover", at))
            shown = "yes" if hover and "AltersData" in str(hover) else "no"
            self.sheet.found["hover after an edit"] = shown
        definition = await self._timed("definition", self._ask("definition", at))
        self.sheet.found["definition"] = "yes" if "utils.py" in str(definition) else "no"
        for number in range(AGAIN):
            self._change("#" if number % 2 == 0 else "", self.last_line + 6, 0, number % 2)
            name = "documentSymbol after an edit"
            symbols = await self._timed(name, self._ask("documentSymbol", None))
            self.sheet.found[name] = f"{_count(symbols or [])} symbols"
        if self.can.get("workspaceSymbolProvider"):
            query = self.client.request("workspace/symbol", {"query": "QuerySet"})
            found: list[Json] | None = await self._timed("workspace/symbol, first", query)
            self.sheet.found["workspace/symbol, first"] = f"{len(found or [])} symbols"

    async def _references(self) -> None:
        """A name used all over the project; then a rename; then the editor under load."""
        if not self.can.get("referencesProvider"):
            return
        context = {"context": {"includeDeclaration": True}}
        at = self._place("from django.db.models.functions import Cast, Trunc", "Cast")
        found: list[Json] = (
            await self._timed("references, cold", self._ask("references", at, context)) or []
        )
        files = {location["uri"] for location in found}
        self.sheet.found["references, cold"] = f"{len(found)} in {len(files)} files"
        if offered := self.can.get("renameProvider"):
            at = self._place("class RawQuerySet:", "RawQuerySet")
            if isinstance(offered, dict) and "prepareProvider" in offered:
                await self._ask("prepareRename", at)  # as editors do before they ask for a name
                await asyncio.sleep(NAMING_SECONDS)
            renamed = await self._timed("rename", self._ask("rename", at, {"newName": "Raw"}))
            self.sheet.found["rename"] = "yes" if renamed else "no"
        await self._hover_while_references_run(context)
        await self._cancel(context)

    async def _hover_while_references_run(self, context: Json) -> None:
        """Hover over and over while all references of a name used everywhere are looked for."""
        at = self._place("class QuerySet(AltersData):", "QuerySet")
        looking = asyncio.create_task(self._ask("references", at, context))
        places = [
            self._place("class QuerySet(AltersData):", "AltersData"),
            self._place("class RawQuerySet:", "RawQuerySet"),
        ]
        for number, place in enumerate(itertools.cycle(places), 1):
            await self._timed("hover while references run", self._ask("hover", place))
            if looking.done() or number == MAX_HOVERS:
                break
            await asyncio.sleep(PAUSE_SECONDS)
        await looking

    async def _cancel(self, context: Json) -> None:
        """Take a large question back a moment after it was asked; an answer is a response too."""
        at = self._place("from django.db.models.functions import Cast, Trunc", "Trunc")
        params = {"textDocument": {"uri": self.uri}, "position": at, **context}
        id_, answer = self.client.ask("textDocument/references", params)
        await asyncio.sleep(PAUSE_SECONDS)
        self.client.notify("$/cancelRequest", {"id": id_})
        await self._timed("cancel → response", answer)

    async def _deaf_while_edited(self) -> None:
        """Ask for a method nobody knows, over and over, while the file is edited and outlined.

        The refusal costs a server nothing: what it takes is how long the server was deaf.
        """
        if not self.can.get("documentSymbolProvider"):
            return
        editing = asyncio.create_task(self._edit_and_outline())
        while not editing.done():
            await self._timed("deaf while the file is edited", self.client.request("no/ping", {}))
            await asyncio.sleep(PING_SECONDS)
        await editing

    async def _edit_and_outline(self) -> None:
        for line in range(EDITS):
            self._change("#", 40 * line)
            await asyncio.sleep(EDIT_SECONDS)
            await self._ask("documentSymbol", None)

    async def _ask(self, question: str, at: Json | None, more: Json | None = None) -> Any:
        params: Json = {"textDocument": {"uri": self.uri}, **(more or {})}
        if at is not None:
            params["position"] = at
        return await self.client.request(f"textDocument/{question}", params)

    async def _timed(self, name: str, work: Awaitable[Any]) -> Any:
        start = time.perf_counter()
        result = await work
        self.sheet.times[name].append((time.perf_counter() - start) * 1000)
        return result

    def _place(self, line_text: str, word: str) -> Json:
        lines = self.text.splitlines()
        line = lines.index(line_text)
        return {"line": line, "character": lines[line].index(word) + 2}


def _count(symbols: list[Json]) -> int:
    return sum(1 + _count(symbol.get("children") or []) for symbol in symbols)
