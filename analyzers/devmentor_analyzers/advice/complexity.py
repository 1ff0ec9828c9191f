"""`too-complex`: functions that are hard to follow, and what makes them so."""

from collections.abc import Iterator, Sequence

from tree_sitter import Node

from devmentor_analyzers.advice.hinting import hint
from devmentor_analyzers.metrics.cognitive import cognitive
from devmentor_analyzers.metrics.functions import functions
from devmentor_analyzers.metrics.values import Driver
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding, Related

CODE = "too-complex"
_SHOWN = 3
_NESTED_SHARE = 0.4
"""When nesting is so much of it, that is what to change first."""


def too_complex(parsed: Parsed, path: str, limit: int) -> Iterator[Finding | None]:
    """Functions at or above the limit; None for each other one, so that a caller may pause.

    A function around such ones is told only if it is too complex without them.
    """
    told: list[tuple[Node, int]] = []
    for node, name in reversed(list(functions(parsed))):  # inner ones before those around them
        drivers = cognitive(parsed, node, parsed.name(name))
        total = sum(driver.increment for driver in drivers)
        inner = sum(cost for each, cost in told if _is_in(each, node))
        if total - inner < limit:
            yield None
            continue
        told.append((node, total - inner))
        yield _finding(parsed, path, name, drivers, limit)


def _is_in(inner: Node, outer: Node) -> bool:
    return outer.start_byte <= inner.start_byte and inner.end_byte <= outer.end_byte


def _finding(
    parsed: Parsed, path: str, name: Node, drivers: Sequence[Driver], limit: int
) -> Finding:
    total = sum(driver.increment for driver in drivers)
    costly = sorted(sorted(drivers, key=lambda each: -each.increment)[:_SHOWN], key=_line)
    said = ", ".join(
        f"{_worded(each)} on line {each.line + 1} (+{each.increment})" for each in costly
    )
    nesting = sum(driver.nested for driver in drivers)
    advice = (
        f"Nesting is {nesting} of it: return early, or move an inner block to a function of its own."
        if nesting >= total * _NESTED_SHARE
        else "It does many things in a row: name its steps and give each a function of its own."
    )
    message = (
        f"`{parsed.name(name)}` is hard to follow: its cognitive complexity is {total}, "
        f"the limit is {limit}. What costs most: {said}. {advice}"
    )
    related = [
        Related(path=path, range=parsed.line(each.line), message=_related(each)) for each in costly
    ]
    return hint(path, parsed.range(name), CODE, message, related=related)


def _line(driver: Driver) -> int:
    return driver.line


def _worded(driver: Driver) -> str:
    reason = driver.reason
    if reason.startswith("`") or reason in {"if", "else", "else if"}:
        reason = f"`{reason.strip('`')}`"
    return f"{'an' if reason.strip('`')[0] in 'aeiou' else 'a'} {reason}"


def _related(driver: Driver) -> str:
    if driver.nested <= 0:
        return f"{_worded(driver)}: +1".capitalize()
    return f"{_worded(driver)}, {driver.nested} deep: +{driver.increment}".capitalize()
