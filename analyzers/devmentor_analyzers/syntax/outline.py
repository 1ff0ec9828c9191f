"""The named pieces of a document, nested as the text nests them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tree_sitter import Node

from devmentor_analyzers.syntax.languages import query
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.values import Symbol
from devmentor_protocol.position import Position

CALLABLES = frozenset({"function", "method", "constructor"})
_TYPES = frozenset({"class", "struct", "interface", "enum", "object"})
_WRAPPERS = frozenset({"decorated_definition", "export_statement", "type_declaration"})
"""Nodes around a definition that belong to it: decorators, `export`, `type`."""

_MAX_DEPTH = 64
"""Pieces nested deeper than anybody reads are listed beside each other, so that readers may recurse."""


@dataclass(slots=True)
class _Piece:
    kind: str
    item: Node
    name: Node
    inside: list["_Piece"] = field(default_factory=list["_Piece"])


def outline(parsed: Parsed) -> tuple[Symbol, ...]:
    """List the named pieces of a document."""
    top: list[_Piece] = []
    around: list[_Piece] = []
    order: list[_Piece] = []
    for piece in _pieces(parsed):
        while around and not _holds(around[-1].item, piece.item):
            around.pop()
        (around[-1].inside if around else top).append(piece)
        piece.kind = _kind(parsed, piece, around[-1] if around else None)
        order.append(piece)
        if len(around) < _MAX_DEPTH:
            around.append(piece)
    made: dict[int, Symbol] = {}
    for piece in reversed(order):  # the inner ones first, without recursion
        made[id(piece)] = _symbol(parsed, piece, [made.pop(id(each)) for each in piece.inside])
    return tuple(made[id(piece)] for piece in top)


def enclosing(symbols: Sequence[Symbol], at: Position) -> Symbol | None:
    """Innermost function, method or class around a place."""
    found: Symbol | None = None
    level: Sequence[Symbol] = symbols
    while inner := next((each for each in level if each.range.contains(at)), None):
        if inner.kind in CALLABLES or inner.kind in _TYPES:
            found = inner
        level = inner.children
    return found


def flat(symbols: Sequence[Symbol], container: str | None = None) -> Iterator[tuple[Symbol, str]]:
    """Every symbol with the dotted name of what it is in."""
    waiting = [(symbol, container or "") for symbol in reversed(symbols)]
    while waiting:
        symbol, inside = waiting.pop()
        yield symbol, inside
        path = f"{inside}.{symbol.name}" if inside else symbol.name
        waiting += [(child, path) for child in reversed(symbol.children)]


def _pieces(parsed: Parsed) -> list[_Piece]:
    named: dict[int, _Piece] = {}  # one piece a name: the first pattern of the query wins
    for captures in parsed.matches(query(parsed.language, "outline")):
        name = captures.pop("name")[0]
        (kind, (item, *_)), *_ = captures.items()
        named.setdefault(name.start_byte, _Piece(kind, _whole(item), name))
    return sorted(
        named.values(), key=lambda p: (p.item.start_byte, -p.item.end_byte, p.name.start_byte)
    )


def _holds(outer: Node, inner: Node) -> bool:
    # `a, b = …` makes two pieces of one item: neither is inside the other.
    return outer.end_byte >= inner.end_byte and outer.id != inner.id


def _whole(item: Node) -> Node:
    parent = item.parent
    return parent if parent is not None and parent.type in _WRAPPERS else item


def _kind(parsed: Parsed, piece: _Piece, around: _Piece | None) -> str:
    name = parsed.name(piece.name)
    if piece.kind == "function" and around is not None and around.kind in _TYPES:
        return "constructor" if name == "__init__" else "method"
    if piece.kind == "method" and name == "constructor":
        return "constructor"
    if piece.kind == "variable" and name.isupper():
        return "constant"
    return piece.kind


def _symbol(parsed: Parsed, piece: _Piece, children: list[Symbol]) -> Symbol:
    return Symbol(
        name=parsed.name(piece.name),
        kind=piece.kind,
        range=parsed.range(piece.item),
        selection=parsed.range(piece.name),
        detail=_detail(parsed, piece),
        children=tuple(children),
    )


def _detail(parsed: Parsed, piece: _Piece) -> str:
    """What tells apart symbols of the same name: Go's receiver, Rust's trait."""
    for part in ("receiver", "trait"):
        node = piece.item.child_by_field_name(part)
        if node is not None:
            return " ".join(parsed.name(node).split())
    return ""
