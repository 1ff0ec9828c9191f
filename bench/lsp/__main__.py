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
    body = report(peers, sheets, options.rounds)
    if not options.only:
        write_section("lsp", body)
    print(body)


if __name__ == "__main__":
    main()
