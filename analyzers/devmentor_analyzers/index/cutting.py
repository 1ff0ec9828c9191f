"""A document in chunks worth finding: each function, each class without its methods, and the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from devmentor_analyzers.syntax.outline import CALLABLES, TYPES
from devmentor_analyzers.values import Symbol

_LONGEST = 120
"""Lines of one chunk; what is longer is cut into several of the same symbol."""

_COMMENT = ("#", "//", "/*", "*", "--")
_MAX_DEPTH = 32


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines `start` up to, not including, `end`, both from zero; `symbol` is empty for the rest."""

    start: int
    end: int
    symbol: str = ""
    container: str = ""
    kind: str = ""


def cut(lines: Sequence[str], symbols: Sequence[Symbol]) -> list[Chunk]:
    """Cut a document by its outline: every line is in one chunk, blank ends aside."""
    chunks = _inside(lines, Chunk(0, len(lines)), symbols, 0)
    return [piece for chunk in chunks for piece in _pieces(chunk) if _says_anything(lines, piece)]


def _inside(
    lines: Sequence[str], around: Chunk, symbols: Sequence[Symbol], depth: int
) -> Iterator[Chunk]:
    """Chunks of a document or class: those of what it holds, and what lies between."""
    path = f"{around.container}.{around.symbol}" if around.container else around.symbol
    line = around.start
    for symbol in symbols:
        stands_alone = symbol.kind in CALLABLES or symbol.kind in TYPES
        start, end = max(line, symbol.range.start.line), _end(symbol)
        if not stands_alone or end <= line or end > around.end:
            continue
        start = _with_comment(lines, line, start)
        if start > line:
            yield Chunk(line, start, around.symbol, around.container, around.kind)
        chunk = Chunk(start, end, symbol.name, path, symbol.kind)
        if symbol.kind in TYPES and depth < _MAX_DEPTH:
            yield from _inside(lines, chunk, symbol.children, depth + 1)
        else:
            yield chunk
        line = end
    if line < around.end:
        yield Chunk(line, around.end, around.symbol, around.container, around.kind)


def _end(symbol: Symbol) -> int:
    end = symbol.range.end
    return end.line + 1 if end.character or end == symbol.range.start else end.line


def _with_comment(lines: Sequence[str], least: int, start: int) -> int:
    """Move a start up over the comment that stands right above it."""
    while start > least and lines[start - 1].lstrip().startswith(_COMMENT):
        start -= 1
    return start


def _pieces(chunk: Chunk) -> Iterator[Chunk]:
    for start in range(chunk.start, chunk.end, _LONGEST):
        end = min(start + _LONGEST, chunk.end)
        yield Chunk(start, end, chunk.symbol, chunk.container, chunk.kind)


def _says_anything(lines: Sequence[str], chunk: Chunk) -> bool:
    return any(map(str.strip, lines[chunk.start : chunk.end]))
