"""What each word of a text is, by its place in the tree: for languages no engine serves."""

from collections.abc import Iterable, Iterator

from devmentor_analyzers.syntax.languages import query
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.token_kinds import KINDS, MODIFIERS
from devmentor_protocol.position import Position

Span = tuple[int, int, str]
"""First byte, byte behind the last, and the name of the query's capture."""

_VAGUE = ("variable", "property", "type")
"""Captured twice, a node is what the more particular pattern says, not one of these."""


def tokens(parsed: Parsed) -> list[int]:
    """Five numbers a token, as in LSP (see `token_kinds`), in code points."""
    data: list[int] = []
    line = character = 0
    for start, end, name in _flat(_spans(parsed)):
        kind, modifiers = _meaning(name)
        for at, length in _lines(parsed, start, end):
            is_new_line = at.line != line
            first = at.character if is_new_line else at.character - character
            data += (at.line - line, first, length, kind, modifiers)
            line, character = at.line, at.character
    return data


def _spans(parsed: Parsed) -> Iterable[Span]:
    """One a node, in the order of the text, the outer before the inner."""
    found: dict[tuple[int, int], str] = {}
    for name, node in parsed.captures(query(parsed.language, "tokens")):
        span = node.start_byte, node.end_byte
        if span not in found or found[span] in _VAGUE:
            found[span] = name
    return [(start, end, name) for (start, end), name in found.items()]


def _flat(spans: Iterable[Span]) -> Iterator[Span]:
    """Cut outer spans where inner ones are: tokens may not overlap."""
    around: list[Span] = []
    done = 0
    for span in spans:
        while around and around[-1][1] <= span[0]:
            _, end, name = around.pop()
            yield done, end, name
            done = max(done, end)
        if around:
            yield done, span[0], around[-1][2]
        done = span[0]
        around.append(span)
    while around:
        _, end, name = around.pop()
        yield done, end, name
        done = max(done, end)


def _lines(parsed: Parsed, start: int, end: int) -> Iterator[tuple[Position, int]]:
    """The pieces of a span, one a line, with their lengths."""
    if start >= end:
        return
    for piece in parsed.data[start:end].splitlines(keepends=True):
        text = piece.rstrip(b"\r\n")
        if text:
            yield parsed.position(start), len(text.decode("utf-8", "replace"))
        start += len(piece)


def _meaning(name: str) -> tuple[int, int]:
    kind, *modifiers = name.split(".")
    return KINDS.index(kind), sum(1 << MODIFIERS.index(each) for each in modifiers)
