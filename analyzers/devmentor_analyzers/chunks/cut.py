"""A document cut along its outline: functions, heads of classes, and what is between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from devmentor_analyzers.chunks.chunk import Chunk
from devmentor_analyzers.chunks.docs import Docs
from devmentor_analyzers.chunks.sizes import MOST_CHARACTERS, MOST_LINES, parts, trimmed
from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.syntax.outline import CALLABLES, outline
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.values import Symbol

_ALONE = frozenset(
    ["class", "struct", "interface", "enum", "object", "module", "namespace", "string", "key"]
)
"""Kinds beside functions that are worth a chunk of their own; fields and variables are not."""

_SMALL = 12
"""Types of so few lines are read at a glance: with their methods they are one chunk."""

_CLOSES = re.compile(r"[\W_]*(end\w*|fi|done|esac|</\w+>)?\W*(//.*)?")
"""Lines that only end something."""


@dataclass(frozen=True, slots=True)
class _Piece:
    name: str
    container: str
    kind: str
    start: int
    end: int


_REST = _Piece("", "", "", -1, -1)


def chunks(
    parsed: Parsed, path: Path, symbols: Sequence[Symbol] | None = None
) -> tuple[Chunk, ...]:
    """Cut a document into chunks: every line that is not blank is in exactly one.

    `symbols` is its outline, where that is at hand.
    """
    index = LineIndex(parsed.text)
    lines = [index.line(number) for number in range(len(index.starts))]
    docs = Docs(parsed, lines)
    owners = [_REST] * len(lines)
    for piece in _pieces(outline(parsed) if symbols is None else symbols, docs):
        for line in range(piece.start, piece.end + 1):
            owners[line] = piece
    found: list[Chunk] = []
    for piece, start, end in _runs(lines, owners):
        for first, last in parts(lines, start, end):
            if (span := trimmed(lines, first, last)) is not None:
                found.append(_chunk(path, piece, lines, docs, *span))
    return tuple(found)


def _pieces(symbols: Sequence[Symbol], docs: Docs) -> Iterator[_Piece]:
    """Pieces of the outline that get chunks, outer ones before what is in them."""
    waiting = [(symbol, "") for symbol in reversed(symbols)]
    while waiting:
        symbol, inside = waiting.pop()
        name = f"{inside}.{symbol.name}" if inside else symbol.name
        start, end = docs.start(symbol.range.start.line), symbol.range.end.line
        # A list of prototypes is one chunk, unless each has a comment.
        is_function = symbol.kind in CALLABLES and start < end
        if is_function or symbol.kind in _ALONE or symbol.children:
            yield _Piece(name, inside, symbol.kind, start, end)
        if _is_split(symbol):
            waiting += [(child, name) for child in reversed(symbol.children)]


def _is_split(symbol: Symbol) -> bool:
    lines = symbol.range.end.line - symbol.range.start.line + 1
    if symbol.kind in CALLABLES or lines <= _SMALL:
        return False
    return lines > MOST_LINES or _has_functions(symbol)


def _has_functions(symbol: Symbol) -> bool:
    waiting = [*symbol.children]
    while waiting:
        each = waiting.pop()
        if each.kind in CALLABLES:
            return True
        waiting += each.children
    return False


def _runs(lines: Sequence[str], owners: Sequence[_Piece]) -> list[tuple[_Piece, int, int]]:
    """Neighbouring lines of one piece; a lone closing bracket stays with what it closes."""
    runs: list[tuple[_Piece, int, int]] = []
    for _, group in groupby(range(len(lines)), key=lambda line: id(owners[line])):
        numbers = [*group]
        start, end = numbers[0], numbers[-1]
        if runs and all(_CLOSES.fullmatch(lines[line]) for line in numbers):
            piece, before, _ = runs.pop()
            runs.append((piece, before, end))
        else:
            runs.append((owners[start], start, end))
    return runs


def _chunk(
    path: Path, piece: _Piece, lines: Sequence[str], docs: Docs, start: int, end: int
) -> Chunk:
    return Chunk(
        path=path,
        symbol=piece.name,
        container=piece.container,
        kind=piece.kind,
        start_line=start,
        end_line=end,
        text="\n".join(lines[start : end + 1])[:MOST_CHARACTERS],
        doc=docs.text(start, end) if start in (piece.start, 0) else "",
    )
