"""Whole functions and classes by the line of their name: a hint about one is new when any of it is."""

from collections.abc import Iterable, Mapping, Sequence

from devmentor_analyzers.checking.changes import Lines, touches
from devmentor_analyzers.silence.scope import is_on
from devmentor_analyzers.values import Symbol
from devmentor_protocol.finding import Finding

Pieces = Mapping[int, Sequence[tuple[int, int]]]
"""Line of a name → first and last line of what it names."""


def pieces(outline: Iterable[Symbol]) -> Pieces:
    """Those of a document."""
    found: dict[int, list[tuple[int, int]]] = {}
    waiting = list(outline)
    while waiting:
        each = waiting.pop()
        waiting += each.children
        lines = each.range.start.line, each.range.end.line
        found.setdefault(each.selection.start.line, []).append(lines)
    return found


def is_new(finding: Finding, lines: Lines, among: Pieces) -> bool:
    """Tell whether a finding is on one of some lines, or about a piece that is."""
    named = among.get(finding.range.start.line, ())
    return is_on(finding, lines) or any(touches(lines, *piece) for piece in named)
