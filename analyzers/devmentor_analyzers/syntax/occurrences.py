"""Where the identifier under the cursor occurs in its document, by its text alone."""

import re

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.targets import is_bound
from devmentor_analyzers.values import Highlight
from devmentor_protocol.position import Position, Range

_WRITES = frozenset({"left", "name", "pattern", "parameter"})
"""Fields of a node that hold the name it binds."""

_READ_ONLY = frozenset({"binary_expression", "binary_operator", "comparison_operator", "binary"})
"""Nodes with a left operand, which they only read."""

_NAMES = frozenset(
    [
        "constant",
        "instance_variable",
        "class_variable",
        "global_variable",
        "name",
        "variable_name",
        "bare_key",
        "tag_name",
        "attribute_value",
        "property_name",
        "plain_value",
        "id_name",
        "keyframes_name",
        "anchor_name",
        "alias_name",
        "link_label",
    ]
)
"""Leaves that are names without being called identifiers: Ruby, PHP, Bash, TOML, HTML, CSS, YAML."""

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
        if other is None or other.byte_range != match.span() or not _is_identifier(other):
            continue  # a part of a longer name: `main` in `--main`
        if (other.type == "id_name") != (node.type == "id_name"):
            continue  # CSS: `#a` is not `.a`
        write = (is_bound if parsed.language == "python" else _is_written)(other)
        found.append(Highlight(parsed.range(other), write=write))
        if len(found) == _MOST:
            break
    return found


def name_at(parsed: Parsed, at: Position) -> Range | None:
    """The identifier that touches a place."""
    node = _identifier(parsed, parsed.byte(at))
    return None if node is None else parsed.range(node)


def is_name(parsed: Parsed, at: Position) -> bool:
    """Tell whether an identifier touches a place: not a keyword, a comment, or a string."""
    node = _identifier(parsed, parsed.byte(at))
    is_text = node is not None and parsed.language == "python" and "string" in node.type
    return node is not None and not is_text  # keys of data are names, those of a dictionary are not


def _identifier(parsed: Parsed, byte: int) -> Node | None:
    """The identifier that touches a place: the cursor may stand right behind it."""
    root = parsed.tree.root_node
    for start in (byte, byte - 1):
        node = root.descendant_for_byte_range(start, start + 1) if start >= 0 else None
        if node is not None and _is_identifier(node):
            return node
    return None


def _is_identifier(node: Node) -> bool:
    if node.child_count:
        return False
    return "identifier" in node.type or node.type in _NAMES or _is_key(node)


def _is_key(node: Node) -> bool:
    """Tell whether a text is the key of a pair (JSON, YAML) or the name of a command (Bash)."""
    parent = node.parent
    if parent is None:
        return False
    if node.type == "word":
        return parent.type == "command_name" or parent.child_by_field_name("name") == node
    if node.type not in {"string_content", "string_scalar"}:
        return False
    for _ in range(2):  # YAML wraps a key twice
        if parent is None:
            return False
        outer = parent.parent
        if outer is not None and outer.child_by_field_name("key") == parent:
            return True
        parent = outer
    return False


def _is_written(node: Node) -> bool:
    parent = node.parent
    if parent is None or parent.type in _READ_ONLY:
        return False
    return any(parent.child_by_field_name(name) == node for name in _WRITES)
