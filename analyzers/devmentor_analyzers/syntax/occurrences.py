"""Where the identifier under the cursor occurs in its document, by its text alone."""

import re

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.values import Highlight
from devmentor_protocol.position import Position

_WRITES = frozenset({"left", "name", "pattern", "parameter"})
"""Fields of a node that hold the name it binds."""

_MOST = 5_000


def occurrences(parsed: Parsed, at: Position) -> list[Highlight]:
    """List what has the same name as the identifier at a place; empty when there is none."""
    node = _identifier(parsed, parsed.byte(at))
    if node is None:
        return []
    name = parsed.data[node.start_byte : node.end_byte]
    pattern = re.compile(rb"(?<![\w\x80-\xff])" + re.escape(name) + rb"(?![\w\x80-\xff])")
    found: list[Highlight] = []
    for match in pattern.finditer(parsed.data):
        other = parsed.tree.root_node.descendant_for_byte_range(*match.span())
        if other is not None and _is_identifier(other) and len(found) < _MOST:
            found.append(Highlight(parsed.range(other), write=_is_written(other)))
    return found


def is_name(parsed: Parsed, at: Position) -> bool:
    """Tell whether an identifier touches a place: not a keyword, a comment, or a string."""
    return _identifier(parsed, parsed.byte(at)) is not None


def _identifier(parsed: Parsed, byte: int) -> Node | None:
    """The identifier that touches a place: the cursor may stand right behind it."""
    root = parsed.tree.root_node
    for start in (byte, byte - 1):
        node = root.descendant_for_byte_range(start, start + 1) if start >= 0 else None
        if node is not None and _is_identifier(node):
            return node
    return None


def _is_identifier(node: Node) -> bool:
    return node.child_count == 0 and "identifier" in node.type


def _is_written(node: Node) -> bool:
    parent = node.parent
    if parent is None:
        return False
    return any(parent.child_by_field_name(name) == node for name in _WRITES)
