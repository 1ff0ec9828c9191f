"""Measure this language server beside others: `python -m bench.lsp [--rounds N]`.

Each round starts every server once, in rotating order, on a fresh client in the same project
(Django), and asks the same questions. What is timed is what an editor's user waits for.
"""

import argparse
import asyncio
import itertools
import statistics
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.lsp_client import Json, LspClient
from bench.peers import PEERS, Peer, install, project
from bench.results import machine, table, write_section

FILE = "django/db/models/query.py"
ERROR = 1  # LSP's DiagnosticSeverity.Error
BROKEN = "broken = = 1"
SETTLE_SECONDS = 3.0
MAX_HOVERS = 200
PAUSE_SECONDS = 0.02
EDITS, EDIT_SECONDS = 15, 0.3
PING_SECONDS = 0.005

CAPABILITIES: Json = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "publishDiagnostics": {},
        "completion": {"completionItem": {}},
        "hover": {"contentFormat": ["markdown"]},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
    "workspace": {"configuration": False, "workspaceFolders": True},
}


@dataclass
class Sheet:
    """What one server needed, by question, in milliseconds; and what it found."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    found: dict[str, str] = field(default_factory=dict[str, str])
    memory: list[int] = field(default_factory=list[int])
    hovers_under_load: list[float] = field(default_factory=list[float])
    pings_under_load: list[float] = field(default_factory=list[float])


class Session:
    """One server's run through the questions."""

    def __init__(self, client: LspClient, folder: Path, sheet: Sheet) -> None:
        self.client, self.sheet = client, sheet
        self.uri = (folder / FILE).as_uri()
        self.text = (folder / FILE).read_text(encoding="utf-8") + f"\n{BROKEN}\n"
        self.last_line = self.text.count("\n") - 1
        self.root = folder.as_uri()
        self.version = 1

    async def run(self) -> None:
        """Ask everything, in the order of an editor's first minutes."""
        params = {
            "processId": None,
            "rootUri": self.root,
            "capabilities": CAPABILITIES,
            "workspaceFolders": [{"uri": self.root, "name": "bench"}],
        }
        await self._timed("start → initialize", self.client.request("initialize", params))
        self.client.notify("initialized", {})
        await self._timed("open → diagnostics", self._open())
        await asyncio.sleep(SETTLE_SECONDS)
        await self._replace_character(" ", broken=False)
        await self._timed("one character → diagnostics", self._replace_character("=", broken=True))
        await self._replace_character(" ", broken=False)
        await self._completions()
        await self._questions()
        await self._pings_while_edited()
        self.sheet.memory.append(self.client.memory())

    async def _open(self) -> None:
        """Open the file with a mistake in its last line and wait until that is reported."""
        document = {"uri": self.uri, "languageId": "python", "version": 1, "text": self.text}
        self.client.notify("textDocument/didOpen", {"textDocument": document})
        await self._reported(broken=True)

    async def _replace_character(self, text: str, *, broken: bool) -> None:
        """Change one character of the last line and wait until the findings follow."""
        self._change(text, self.last_line, BROKEN.index("= 1"), 1)
        await self._reported(broken=broken)

    async def _reported(self, *, broken: bool) -> None:
        while True:
            findings = await self.client.diagnostics(self.uri)
            errors = [finding for finding in findings if finding.get("severity") == ERROR]
            lines = {error["range"]["start"]["line"] for error in errors}
            if broken == bool(lines & {self.last_line, self.last_line + 1}):
                return

    def _change(self, text: str, line: int, character: int = 0, replaced: int = 0) -> None:
        self.version += 1
        start = {"line": line, "character": character}
        end = {"line": line, "character": character + replaced}
        change = {"range": {"start": start, "end": end}, "text": text}
        document = {"uri": self.uri, "version": self.version}
        params = {"textDocument": document, "contentChanges": [change]}
        self.client.notify("textDocument/didChange", params)

    async def _completions(self) -> None:
        """Complete an attribute, the first time and after an edit."""
        line = self.last_line + 1
        self._change("\nclass Later(QuerySet):\n    def run(self):\n        self.fil", line)
        at = {"line": line + 3, "character": len("        self.fil")}
        for name in ("completion, first", "completion, again"):
            result = await self._timed(name, self._ask("completion", at))
            self._change("t" if name == "completion, first" else "", at["line"], at["character"])
            at = {**at, "character": at["character"] + 1}
            items = _items(result)
            names = {item["label"].split("(")[0] for item in items}
            self.sheet.found[name] = "yes" if "filter" in names else f"no, of {len(items)}"

    async def _questions(self) -> None:
        """Hover, definition, references and symbols on known places."""
        at = self._place("class QuerySet(AltersData):", "AltersData")
        hover = await self._timed("hover", self._ask("hover", at))
        self.sheet.found["hover"] = "yes" if hover and "AltersData" in str(hover) else "no"
        definition = await self._timed("definition", self._ask("definition", at))
        self.sheet.found["definition"] = "yes" if "utils.py" in str(definition) else "no"
        symbols = await self._timed("documentSymbol", self._ask("documentSymbol", None))
        self.sheet.found["documentSymbol"] = f"{_count(symbols or [])} symbols"
        await self._workspace_symbols()
        at = self._place("class RawQuerySet:", "RawQuerySet")
        context = {"context": {"includeDeclaration": True}}
        found: list[Json] = (
            await self._timed("references", self._ask("references", at, context)) or []
        )
        files = {location["uri"] for location in found}
        self.sheet.found["references"] = f"{len(found)} in {len(files)} files"
        await self._hover_while_references_run()

    async def _hover_while_references_run(self) -> None:
        """Hover over and over while all references of a name used everywhere are looked for."""
        at = self._place("class QuerySet(AltersData):", "QuerySet")
        context = {"context": {"includeDeclaration": True}}
        looking = asyncio.create_task(self._ask("references", at, context))
        places = [
            self._place("class QuerySet(AltersData):", "AltersData"),
            self._place("class RawQuerySet:", "RawQuerySet"),
        ]
        for place in itertools.cycle(places):
            start = time.perf_counter()
            await self._ask("hover", place)
            self.sheet.hovers_under_load.append((time.perf_counter() - start) * 1000)
            if looking.done() or len(self.sheet.hovers_under_load) % MAX_HOVERS == 0:
                break
            await asyncio.sleep(PAUSE_SECONDS)
        await looking

    async def _pings_while_edited(self) -> None:
        """Ask for a method nobody knows, over and over, while the file is edited and outlined.

        The refusal costs a server nothing: what it takes is how long the server was deaf.
        """
        editing = asyncio.create_task(self._edit_and_outline())
        while not editing.done():
            start = time.perf_counter()
            await self.client.request("bench/ping", {})
            self.sheet.pings_under_load.append((time.perf_counter() - start) * 1000)
            await asyncio.sleep(PING_SECONDS)
        await editing

    async def _edit_and_outline(self) -> None:
        for line in range(EDITS):
            self._change("#", 40 * line)
            await asyncio.sleep(EDIT_SECONDS)
            await self._ask("documentSymbol", None)

    async def _workspace_symbols(self) -> None:
        query = self.client.request("workspace/symbol", {"query": "QuerySet"})
        found: list[Json] | None = await self._timed("workspace/symbol", query)
        self.sheet.found["workspace/symbol"] = f"{len(found)} symbols" if found else "none"

    async def _ask(self, question: str, at: Json | None, more: Json | None = None) -> Any:
        params: Json = {"textDocument": {"uri": self.uri}, **(more or {})}
        if at is not None:
            params["position"] = at
        return await self.client.request(f"textDocument/{question}", params)

    async def _timed(self, name: str, work: Any) -> Any:
        start = time.perf_counter()
        result = await work
        self.sheet.times[name].append((time.perf_counter() - start) * 1000)
        return result

    def _place(self, line_text: str, word: str) -> Json:
        lines = self.text.splitlines()
        line = lines.index(line_text)
        return {"line": line, "character": lines[line].index(word) + 2}


def _items(result: Json | list[Json] | None) -> list[Json]:
    return result["items"] if isinstance(result, dict) else result or []


def _count(symbols: list[Json]) -> int:
    return sum(1 + _count(symbol.get("children") or []) for symbol in symbols)


async def measure(rounds: int) -> dict[str, Sheet]:
    """Run every peer once a round, in rotating order."""
    folder, commands = project(), {peer.name: install(peer) for peer in PEERS}
    sheets = {peer.name: Sheet() for peer in PEERS}
    for number in range(rounds):
        order = [*PEERS[number % len(PEERS) :], *PEERS[: number % len(PEERS)]]
        for peer in order:
            print(f"round {number + 1} of {rounds}: {peer.name}", flush=True)
            client = await LspClient.start(commands[peer.name], folder)
            try:
                await Session(client, folder, sheets[peer.name]).run()
            finally:
                await client.stop()
    return sheets


def report(sheets: dict[str, Sheet], rounds: int) -> str:
    """Write the table: medians, the ratio to ours, and what was found."""
    ours, *others = [peer.name for peer in PEERS]
    head = ["median ms (found)", *(ours, *(f"{other} (ratio)" for other in others))]
    ordered = [sheets[peer.name] for peer in PEERS]
    rows = [_row(name, sheets, PEERS) for name in sheets[ours].times]
    rows += _load_rows("hover while references run", [each.hovers_under_load for each in ordered])
    rows += _load_rows("deaf while the file is edited", [each.pings_under_load for each in ordered])
    memory = [statistics.median(sheets[peer.name].memory) / 1e6 for peer in PEERS]
    rows.append(["memory at the end, MB", *(f"{value:.0f}" for value in memory)])
    note = (
        f"{rounds} interleaved rounds on Django 5.2 (`{FILE}` open); {machine()}. A ratio above 1 "
        "means the peer takes longer than DevMentor."
    )
    return f"\n{table(head, rows)}\n\n{note}\n"


def _load_rows(name: str, measured: list[list[float]]) -> list[list[str]]:
    rows: list[list[str]] = []
    for label, share in (("p50", 0.50), ("p99", 0.99)):
        loads = [_percentile(values, share) for values in measured]
        ratios = ["", *(f" ({load / loads[0]:.1f}x)" for load in loads[1:])]
        cells = [f"{load:.1f}{ratio}" for load, ratio in zip(loads, ratios, strict=True)]
        rows.append([f"{name}, {label}", *cells])
    return rows


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def _row(name: str, sheets: dict[str, Sheet], peers: tuple[Peer, ...]) -> list[str]:
    ours = statistics.median(sheets[peers[0].name].times[name])
    cells: list[str] = []
    for peer in peers:
        sheet = sheets[peer.name]
        median = statistics.median(sheet.times[name])
        ratio = "" if peer is peers[0] else f", {median / ours:.1f}x"
        found = (
            f" ({sheet.found[name]}{ratio})" if name in sheet.found else ratio.replace(", ", " ")
        )
        cells.append(f"{median:.0f}{found}")
    return [name, *cells]


def main() -> None:
    """Measure and write the section of RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5)
    rounds: int = parser.parse_args().rounds
    sheets = asyncio.run(measure(rounds))
    body = report(sheets, rounds)
    write_section("lsp", body)
    print(body)


if __name__ == "__main__":
    main()
