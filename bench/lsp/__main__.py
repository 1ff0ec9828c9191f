"""Measure this language server beside others: `python -m bench.lsp [--rounds N]`.

Each round starts every server once, in rotating order, on a fresh client in the same project
(Django), and asks the same questions.
"""

import argparse
import asyncio
from collections.abc import Sequence

from bench.lsp.client import LspClient
from bench.lsp.report import report
from bench.lsp.session import Session
from bench.lsp.sheet import Sheet
from bench.peers import NATIVE_PEERS, PEERS, RUFF, Peer, install, project
from bench.results import write_section

GOALS = {
    "start → initialize": 400,
    "open → syntax error shown": 25,
    "open → type error shown": 170,
    "one character → syntax error shown": 65,  # 15 after our pause of 50 ms
    "one character → type error shown": 125,
    "completion, first": 40,
    "completion after an edit, p50": 20,
    "completion after an edit, p95": 60,
    "hover after an edit": 15,
    "documentSymbol after an edit": 5,
    "workspace/symbol, first": 15,
    "references, cold": 400,
    "rename": 15,
    "hover while references run, p50": 15,
    "hover while references run, p99": 100,
    "cancel → response": 5,
    "exit → gone": 1000,
    "deaf while the file is edited, p99": 10,
}


async def measure(peers: Sequence[Peer], rounds: int) -> dict[str, Sheet]:
    """Run every peer once a round, in rotating order."""
    folder, commands = project(), {peer.name: install(peer) for peer in peers}
    sheets = {peer.name: Sheet() for peer in peers}
    for number in range(rounds):
        turn = number % len(peers)
        for peer in [*peers[turn:], *peers[:turn]]:
            print(f"round {number + 1} of {rounds}: {peer.name}", flush=True)
            client = await LspClient.start(commands[peer.name], folder, peer.settings)
            await Session(client, folder, peer, sheets[peer.name]).run()
    return sheets


def main() -> None:
    """Measure and write the section of RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*", help="names of servers; nothing is written then")
    options = parser.parse_args()
    everybody = (*PEERS, *NATIVE_PEERS, RUFF)
    peers = [peer for peer in everybody if not options.only or peer.name in options.only]
    sheets = asyncio.run(measure(peers, options.rounds))
    body = report(peers, sheets, options.rounds, GOALS)
    if not options.only:
        write_section("lsp", body)
    print(body)


if __name__ == "__main__":
    main()
