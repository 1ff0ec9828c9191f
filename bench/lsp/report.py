"""The sheets of all servers as one table."""

import statistics
from collections.abc import Iterator, Sequence

from bench.lsp.goals import GOALS, OWN_MEMORY, REASONS, SCALE
from bench.lsp.session import FILE, PERCENTILES, QUESTIONS
from bench.lsp.sheet import Sheet
from bench.peers import Peer
from bench.results import machine, table

NONE = "none"


def report(peers: Sequence[Peer], sheets: dict[str, Sheet], rounds: int) -> str:
    """Write the table: medians, the ratio to ours, what was found, and what was wanted."""
    ours, *others = [sheets[peer.name] for peer in peers]
    head = ["milliseconds (found)", "wanted", *(peer.name for peer in peers)]
    rows: list[list[str]] = []
    missed: list[list[str]] = []
    for question, name, share in _lines():
        own = ours.percentile(question, share)
        cells = [_cell(own, None, ours.found.get(question))]
        cells += [
            _cell(each.percentile(question, share), own, each.found.get(question))
            for each in others
        ]
        rows.append([name, f"≤ {GOALS[name]}" if name in GOALS else "", *cells])
        if own is not None and own > GOALS.get(name, own):
            missed.append([name, f"{GOALS[name]}", f"{own:.0f}", REASONS.get(question, "")])
    memory = [statistics.median(sheets[peer.name].memory) / 1e6 for peer in peers]
    rows.append(["memory at the end, MB", "", *(f"{value:.0f}" for value in memory)])
    own_memory = statistics.median(ours.own_memory) / 1e6
    wanted = f"≤ {OWN_MEMORY}"
    blank = [""] * len(others)
    rows.append(["… of it our own, without engines", wanted, f"{own_memory:.0f}", *blank])
    note = (
        f"{rounds} interleaved rounds on Django 5.2 (`{FILE}` open); {machine()}. Medians where "
        "no percentile is named. A ratio above 1 means that the peer takes longer than DevMentor; "
        f"{NONE} means that it gave no answer. Memory that processes share is counted once."
    )
    return f"\n{table(head, rows)}\n\n{note}\n{_explained(missed, sheets)}"


def _lines() -> Iterator[tuple[str, str, float]]:
    """Each line of the table: its question, its name, and which share of the answers is quicker."""
    for question in QUESTIONS:
        for label, share in PERCENTILES.get(question, (("", 0.5),)):
            yield question, f"{question}{label}", share


def _explained(missed: list[list[str]], sheets: dict[str, Sheet]) -> str:
    """What was wanted and not reached, with the reason and the next step."""
    if not missed:
        return ""
    question, then = SCALE
    now = sheets["ty"].percentile(question, 0.5) if "ty" in sheets else None
    scale = (
        f" They were set on a machine where ty's own {question} took {then} ms; here it takes "
        f"{now:.0f}."
        if now
        else ""
    )
    head = ["not reached", "wanted", "is", "why, and what is next"]
    return f"\nGoals that are not reached.{scale}\n\n{table(head, missed)}\n"


def _cell(time: float | None, ours: float | None, found: str | None) -> str:
    if time is None:
        return NONE
    said = [each for each in (found, f"{time / ours:.1f}x" if ours else None) if each]
    shown = f"{time:.1f}" if time < 10 else f"{time:.0f}"
    return f"{shown} ({', '.join(said)})" if said else shown
