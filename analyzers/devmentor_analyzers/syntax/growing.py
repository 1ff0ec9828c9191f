"""What a selection grows to: the word, then each piece of syntax around it."""

import re
from collections.abc import Iterator

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Position, Range

_WORD = re.compile(rb"[\w\x80-\xff]+")
_MOST = 100
"""Nobody grows a selection so often; the innermost ones and the whole document remain."""

Span = tuple[int, int]


def selections(parsed: Parsed, at: Position) -> tuple[Range, ...]:
    """Ranges around a place, each inside the next; the last is the whole document."""
    byte = parsed.byte(at)
    spans = [*_nodes(parsed, _touched(parsed.data, byte)), (0, len(parsed.data))]
    word = _word(parsed, byte)
    if word is not None and word not in spans:
        spans.insert(0, word)
    kept: list[Span] = []
    for span in spans:
        outside = not kept or (span[0] <= kept[-1][0] and span[1] >= kept[-1][1])
        if outside and (not kept or span != kept[-1]):
            kept.append(span)
    chosen = kept if len(kept) <= _MOST else [*kept[: _MOST - 1], kept[-1]]
    return tuple(_range(parsed, span) for span in chosen)


def _range(parsed: Parsed, span: Span) -> Range:
    return Range(start=parsed.position(span[0]), end=parsed.position(span[1]))


def _touched(data: bytes, byte: int) -> int:
    """The cursor may stand right behind a word."""
    is_behind = byte > 0 and _WORD.match(data, byte - 1) and not _WORD.match(data, byte)
    return byte - 1 if is_behind or (byte == len(data) and byte > 0) else byte


def _nodes(parsed: Parsed, byte: int) -> Iterator[Span]:
    """Nodes that hold a byte, innermost first; from the root down, for a parent costs its depth."""
    cursor = parsed.tree.walk()
    found: list[Span] = []
    while (node := cursor.node) is not None and node.start_byte <= byte < node.end_byte:
        found.append((node.start_byte, node.end_byte))
        if cursor.goto_first_child_for_byte(byte) is None:
            break
    return reversed(found)


def _word(parsed: Parsed, byte: int) -> Span | None:
    """Words also of comments and strings, which are one node."""
    start = parsed.data.rfind(b"\n", 0, byte) + 1
    end = parsed.data.find(b"\n", byte)
    for match in _WORD.finditer(parsed.data, start, len(parsed.data) if end < 0 else end):
        if match.start() <= byte <= match.end():
            return match.span()
    return None
