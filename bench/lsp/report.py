"""The sheets of all servers as one table."""

import statistics
from collections.abc import Sequence

from bench.lsp.session import FILE, PERCENTILES, QUESTIONS
from bench.lsp.sheet import Sheet
from bench.peers import Peer
from bench.results import machine, table

NONE = "none"


def report(
    peers: Sequence[Peer], sheets: dict[str, Sheet], rounds: int, goals: dict[str, int]
) -> str:
    """Write the table: medians, the ratio to ours, what was found, and what was wanted."""
    ours, *others = [sheets[peer.name] for peer in peers]
    head = ["milliseconds (found)", "wanted", *(peer.name for peer in peers)]
    rows: list[list[str]] = []
    for question in QUESTIONS:
        for label, share in PERCENTILES.get(question, (("", 0.5),)):
            own = ours.percentile(question, share)
            name = f"{question}{label}"
            wanted = f"≤ {goals[name]}" if name in goals else ""
            cells = [_cell(own, None, ours.found.get(question))]
            cells += [
                _cell(each.percentile(question, share), own, each.found.get(question))
                for each in others
            ]
            rows.append([name, wanted, *cells])
    memory = [statistics.median(sheets[peer.name].memory) / 1e6 for peer in peers]
    rows.append(["memory at the end, MB", "", *(f"{value:.0f}" for value in memory)])
    own = statistics.median(ours.own_memory) / 1e6
    rows.append(["… of it our own, without engines", "", f"{own:.0f}", *[""] * len(others)])
    note = (
        f"{rounds} interleaved rounds on Django 5.2 (`{FILE}` open); {machine()}. Medians where "
        "no percentile is named. A ratio above 1 means that the peer takes longer than DevMentor; "
        f"{NONE} means that it gave no answer."
    )
    return f"\n{table(head, rows)}\n\n{note}\n"


def _cell(time: float | None, ours: float | None, found: str | None) -> str:
    if time is None:
        return NONE
    said = [each for each in (found, f"{time / ours:.1f}x" if ours else None) if each]
    shown = f"{time:.1f}" if time < 10 else f"{time:.0f}"
    return f"{shown} ({', '.join(said)})" if said else shown
