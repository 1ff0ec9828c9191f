"""`untested-change`: changed lines of a function that the last run of the tests did not reach."""

from collections.abc import Iterable, Iterator, Sequence

from devmentor_analyzers.advice.coverage_files import Reached
from devmentor_analyzers.advice.hinting import hint
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.outline import CALLABLES
from devmentor_analyzers.values import Symbol
from devmentor_protocol.finding import Finding, Related
from devmentor_protocol.position import Position, Range

CODE = "untested-change"
_MOST_PLACES = 8


def untested(
    snapshot: Snapshot, symbols: Sequence[Symbol], changed: Sequence[range], reached: Reached
) -> list[Finding]:
    """One hint a function, for those of its own lines that changed."""
    return [
        _finding(snapshot, symbol, lines)
        for symbol, own in _functions(symbols)
        if (lines := _missed(snapshot, own, changed, reached))
    ]


def _functions(symbols: Iterable[Symbol]) -> Iterator[tuple[Symbol, list[int]]]:
    """Every function with the lines that are its own: below its head, outside of inner ones."""
    for symbol in symbols:
        yield from _functions(symbol.children)
        if symbol.kind in CALLABLES:
            inner = {line for child in symbol.children for line in _lines(child)}
            first = symbol.selection.end.line + 1
            yield symbol, [line for line in _lines(symbol) if line >= first and line not in inner]


def _lines(symbol: Symbol) -> range:
    return range(symbol.range.start.line, symbol.range.end.line + 1)


def _missed(
    snapshot: Snapshot, own: Sequence[int], changed: Sequence[range], reached: Reached
) -> list[int]:
    if reached.missed is None and any(line in reached.hit for line in own):
        return []  # which of the others are statements is not known
    missed = own if reached.missed is None else [line for line in own if line in reached.missed]
    return [
        line
        for line in missed
        if any(line in each for each in changed) and snapshot.lines.line(line).strip()
    ]


def _finding(snapshot: Snapshot, symbol: Symbol, lines: Sequence[int]) -> Finding:
    stretches = list(_stretches(lines))
    said = ", ".join(
        f"{first + 1}" if first == last else f"{first + 1}-{last + 1}"
        for first, last in stretches[:_MOST_PLACES]
    )
    word = "line" if len(lines) == 1 else "lines"
    message = (
        f"No test reaches what changed in `{symbol.name}` ({word} {said}), as the last coverage "
        "report says. Write one that would fail without the change."
    )
    related = [
        Related(
            path=str(snapshot.path),
            range=Range(
                start=Position(line=first, character=_indent(snapshot.lines.line(first))),
                end=Position(line=last, character=len(snapshot.lines.line(last))),
            ),
            message="Not reached",
        )
        for first, last in stretches[:_MOST_PLACES]
    ]
    return hint(str(snapshot.path), symbol.selection, CODE, message, related=related)


def _stretches(lines: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = last = lines[0]
    for line in lines[1:]:
        if line != last + 1:
            yield first, last
            first = line
        last = line
    yield first, last


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
