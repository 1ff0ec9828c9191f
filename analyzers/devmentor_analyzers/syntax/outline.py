"""The named pieces of a document, nested as the text nests them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tree_sitter import Node

from devmentor_analyzers.syntax.declarators import declared, is_function, is_local
from devmentor_analyzers.syntax.headings import extents
from devmentor_analyzers.syntax.languages import query
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.values import Symbol
from devmentor_protocol.position import Position, Range

CALLABLES = frozenset({"function", "method", "constructor"})
TYPES = frozenset({"class", "struct", "interface", "enum", "object"})
_WRAPPERS = frozenset(
    ["decorated_definition", "export_statement", "type_declaration", "template_declaration"]
)
"""Nodes around a definition that belong to it: decorators, `export`, `type`, `template`."""

_CONSTRUCTORS = frozenset(["__init__", "constructor", "__construct", "initialize"])
_LONGEST_NAME = 100

_MAX_DEPTH = 64
"""Pieces nested deeper than anybody reads are listed beside each other, so that readers may recurse."""


_MOST = 10_000
"""Pieces of one document: more are data that was written as code, and cost a kilobyte each."""


@dataclass(slots=True)
class _Piece:
    kind: str
    item: Node
    name: Node
    end: int
    inside: list["_Piece"] = field(default_factory=list["_Piece"])


def outline(parsed: Parsed) -> tuple[Symbol, ...]:
    """List the named pieces of a document, or the first of very many."""
    top: list[_Piece] = []
    around: list[_Piece] = []
    order: list[_Piece] = []
    for piece in _pieces(parsed):
        while around and not _holds(around[-1], piece):
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
        if inner.kind in CALLABLES or inner.kind in TYPES:
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
    for captures in parsed.matches(query(parsed.language, "outline"), _MOST):
        name = captures.pop("name")[0]
        kind, item = next(
            (kind, items[0]) for kind, items in captures.items() if not kind.startswith("_")
        )
        if parsed.language in {"c", "cpp"}:
            if kind == "variable" and is_local(item):
                continue
            name = declared(name)
            kind = "function" if is_function(name) else kind
        # A heading of HTML that has an id too is one piece.
        key = item.start_byte if parsed.language == "html" else name.start_byte
        named.setdefault(key, _Piece(kind, whole := _whole(item), name, whole.end_byte))
    if parsed.language == "markdown":
        _reach(parsed, [*named.values()])
    order = sorted(named.values(), key=lambda p: (p.item.start_byte, -p.end, p.name.start_byte))
    return order[:_MOST]


def _reach(parsed: Parsed, headings: list[_Piece]) -> None:
    headings.sort(key=lambda piece: piece.item.start_byte)
    ends = extents(parsed, [piece.item for piece in headings])
    for piece, end in zip(headings, ends, strict=True):
        piece.end = end


def _holds(outer: _Piece, inner: _Piece) -> bool:
    # `a, b = …` makes two pieces of one item: neither is inside the other.
    return outer.end >= inner.end and outer.item.id != inner.item.id


def _whole(item: Node) -> Node:
    parent = item.parent
    return parent if parent is not None and parent.type in _WRAPPERS else item


def _kind(parsed: Parsed, piece: _Piece, around: _Piece | None) -> str:
    name = parsed.name(piece.name)
    in_type = around is not None and around.kind in TYPES
    if around is not None and in_type and name == parsed.name(around.name):
        return "constructor" if piece.kind in CALLABLES else piece.kind  # C++
    if piece.kind in {"function", "method"} and in_type:
        return "constructor" if name in _CONSTRUCTORS else "method"
    if piece.kind == "variable" and name.isupper():
        return "constant"
    return piece.kind


def _symbol(parsed: Parsed, piece: _Piece, children: list[Symbol]) -> Symbol:
    return Symbol(
        name=_name(parsed, piece.name),
        kind=piece.kind,
        range=Range(start=parsed.position(piece.item.start_byte), end=parsed.position(piece.end)),
        selection=parsed.range(piece.name),
        detail=_detail(parsed, piece),
        children=tuple(children),
    )


def _name(parsed: Parsed, node: Node) -> str:
    """One line without quotes: CSS selectors and headings may be long, keys of YAML quoted."""
    line = " ".join(parsed.name(node).split())
    if len(line) > 1 and line[0] in "\"'" and line[-1] == line[0]:
        line = line[1:-1]
    if node.type == "simple_symbol":  # Ruby
        line = line.removeprefix(":")
    if node.type == "inline" and line.endswith("#"):  # a Markdown heading may be closed
        line = line.rstrip("#").rstrip()
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1]}…"


def _detail(parsed: Parsed, piece: _Piece) -> str:
    """What tells apart symbols of the same name: Go's receiver, Rust's trait."""
    for part in ("receiver", "trait"):
        node = piece.item.child_by_field_name(part)
        if node is not None:
            return " ".join(parsed.name(node).split())
    return ""
