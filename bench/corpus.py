"""Measure what language servers know: `python -m bench.corpus [--only NAME]`.

Drives jedi's own test corpus over LSP against each server: how many of its cases pass, and how long
a completion takes. The corpus comes from jedi's source distribution.
"""

import argparse
import asyncio
import statistics
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bench.corpus_cases import Case, cases, passes
from bench.lsp.client import LspClient
from bench.lsp.session import CAPABILITIES
from bench.peers import CACHE, NATIVE_PEERS, PEERS, Peer, install
from bench.results import machine, table, write_section

CORPUS = "jedi==0.20.1"
KINDS = ("completion", "empty completion", "references", "goto")
METHODS = {"completion": "completion", "empty completion": "completion", "goto": "definition"}
SETTLE_SECONDS = 5.0
PATIENCE_SECONDS = 10.0


@dataclass
class Score:
    """What one server passed, and the milliseconds of its completions."""

    passed: Counter[str] = field(default_factory=Counter[str])
    completions: list[float] = field(default_factory=list[float])
    failed: list[Case] = field(default_factory=list[Case])


def corpus() -> Path:
    """Get the corpus, unless it is there, and return its folder."""
    folder = CACHE / "corpus"
    if not (folder / "jedi").exists():  # some cases import it
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        subprocess.run([*pip, "--no-binary", "jedi", "-d", str(folder), CORPUS], check=True)
        archive = next(folder.glob("jedi-*.tar.gz"))
        command = ["tar", "-xzf", str(archive), "-C", str(folder), "--strip-components=1"]
        name = archive.name.removesuffix(".tar.gz")
        subprocess.run([*command, f"{name}/test", f"{name}/jedi"], check=True)
        archive.unlink()
    return folder / "test" / "completion"


async def score(command: list[str], all_cases: list[Case]) -> Score:
    """Ask one server every question."""
    folder = all_cases[0].path.parents[2]  # the project the cases belong to
    client, result = await LspClient.start(command, folder), Score()
    root = folder.as_uri()
    params = {"processId": None, "rootUri": root, "capabilities": CAPABILITIES}
    folders = [{"uri": root, "name": "corpus"}]
    await client.request("initialize", {**params, "workspaceFolders": folders})
    client.notify("initialized", {})
    opened: set[Path] = set()
    try:
        for case in all_cases:
            if case.path not in opened:
                _open(client, case.path)
                await asyncio.sleep(0.3 if opened else SETTLE_SECONDS)
                opened.add(case.path)
            await _ask(client, case, result)
    finally:
        await client.stop()
    return result


def _open(client: LspClient, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    document = {"uri": path.as_uri(), "languageId": "python", "version": 1, "text": text}
    client.notify("textDocument/didOpen", {"textDocument": document})


async def _ask(client: LspClient, case: Case, result: Score) -> None:
    at = {"line": case.line, "character": case.column}
    params = {"textDocument": {"uri": case.path.as_uri()}, "position": at}
    method = METHODS.get(case.kind, "references")
    if method == "references":
        params["context"] = {"includeDeclaration": True}
    start = time.perf_counter()
    try:
        answer = await client.request(f"textDocument/{method}", params, PATIENCE_SECONDS)
    except TimeoutError:
        result.failed.append(case)
        return
    if method == "completion":
        result.completions.append((time.perf_counter() - start) * 1000)
    if passes(case, answer):
        result.passed[case.kind] += 1
    else:
        result.failed.append(case)


def report(scores: dict[str, Score], all_cases: list[Case]) -> str:
    """Write the table: cases passed by kind, and the median completion."""
    total = Counter(case.kind for case in all_cases)
    rows: list[list[str]] = []
    for name, each in scores.items():
        passed = [f"{each.passed[kind]} / {total[kind]}" for kind in KINDS]
        ordered = sorted(each.completions)
        p95 = ordered[int(len(ordered) * 0.95)]
        rows.append([name, *passed, f"{statistics.median(ordered):.1f}", f"{p95:.1f}"])
    head = ["cases passed", *KINDS, "completion p50, ms", "p95, ms"]
    note = (
        f"The corpus of {CORPUS} over LSP; {machine()}. A completion passes when every name that is "
        "wanted is offered, an empty one when nothing is that fits what is typed; names offered with "
        "their import count in neither. Wanted of DevMentor: no case lost, and 5 ms in the middle where "
        "jedi-language-server takes 24.9."
    )
    return f"\n{table(head, rows)}\n\n{note}\n"


async def measure(peers: list[Peer], all_cases: list[Case]) -> dict[str, Score]:
    """Ask every peer in turn."""
    scores: dict[str, Score] = {}
    for peer in peers:
        print(peer.name, flush=True)
        scores[peer.name] = await score(install(peer), all_cases)
    return scores


def main() -> None:
    """Measure and write the section of RESULTS.md; with --only, print what fails instead."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", metavar="NAME", help="ask one server and list what fails")
    only: str | None = parser.parse_args().only
    all_cases = cases(corpus())
    peers = [peer for peer in (*PEERS, *NATIVE_PEERS) if only in (None, peer.name)]
    scores = asyncio.run(measure(peers, all_cases))
    body = report(scores, all_cases)
    if only is None:
        write_section("corpus", body)
    else:
        for case in scores[only].failed:
            print(f"{case.path.name}:{case.line + 1}:{case.column} {case.kind} {case.expected}")
    print(body)


if __name__ == "__main__":
    main()
