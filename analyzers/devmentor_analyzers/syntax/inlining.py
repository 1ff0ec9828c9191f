"""Whether a variable of Python can give way to its value: the same is worked out, as often, and then."""

from collections.abc import Sequence
from typing import Final

from tree_sitter import Node

from devmentor_analyzers.syntax.deferring import is_deferred
from devmentor_analyzers.syntax.nodes import leaves, nodes
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.targets import is_bound
from devmentor_protocol.position import Position

_GROUPS: Final = frozenset({"expression_list", "parenthesized_expression", "tuple"})
_BLOCKS: Final = frozenset({"block", "module"})
_STABLE: Final = frozenset(
    [
        "identifier",
        "integer",
        "float",
        "true",
        "false",
        "none",
        "string",
        "string_start",
        "string_content",
        "string_end",
        "escape_sequence",
        "unary_operator",
        "binary_operator",
        "boolean_operator",
        "not_operator",
        "comparison_operator",
        "parenthesized_expression",
        "tuple",
        "conditional_expression",
    ]
)
"""What has the same value wherever it is worked out, while the names in it keep theirs."""


def inlinable(parsed: Parsed, at: Position) -> bool:
    """Tell whether the name at a place is set once in its document, and can be left out.

    It is set by a plain assignment, whose block holds all the uses: they never go without it. What
    calls, looks into objects or makes new ones is used once, by the next statement.
    """
    name = _name(parsed, at)
    if name is None or not _is_variable(name):
        return False
    names = [leaf for leaf in leaves(parsed.tree.root_node) if _is_variable(leaf)]
    same = [node for node in names if node.text == name.text]
    written = [node for node in same if _is_changed(node) or _is_keyword(node)]
    if len(written) != 1 or len(same) == 1:
        return False
    statement = _statement(written[0])
    value = _value(written[0])
    if statement is None or statement.parent is None or value is None:
        return False
    if _is_of_class(statement):
        return False  # others read it as an attribute
    uses = [node for node in same if node != written[0]]
    end = statement.parent.end_byte
    if not all(statement.end_byte <= node.start_byte < end for node in uses):
        return False
    if not {leaf.type for leaf in nodes(value) if leaf.is_named} <= _STABLE:
        return len(uses) == 1 and _is_next(statement, uses[0])
    return not _changes(value, names, statement)


def _name(parsed: Parsed, at: Position) -> Node | None:
    start, root = parsed.byte(at), parsed.tree.root_node
    nodes = [root.descendant_for_byte_range(byte, byte + 1) for byte in (start, start - 1)]
    return next((node for node in nodes if node and node.type == "identifier"), None)


def _is_variable(leaf: Node) -> bool:
    """Whether it is a name of its own, not one behind a dot."""
    parent = leaf.parent
    is_attribute = parent is not None and parent.type == "attribute"
    behind_dot = is_attribute and parent and parent.child_by_field_name("attribute") == leaf
    return leaf.type == "identifier" and not behind_dot


def _is_changed(name: Node) -> bool:
    """Whether it is given a meaning here, or loses it."""
    parent = name.parent
    while parent is not None and parent.type in _GROUPS:
        parent = parent.parent
    return is_bound(name) or (parent is not None and parent.type == "delete_statement")


def _is_of_class(statement: Node) -> bool:
    around = statement.parent.parent if statement.parent is not None else None
    return around is not None and around.type == "class_definition"


def _is_keyword(name: Node) -> bool:
    """The name of an argument cannot be replaced."""
    parent = name.parent
    is_argument = parent is not None and parent.type == "keyword_argument"
    return is_argument and parent is not None and parent.child_by_field_name("name") == name


def _value(name: Node) -> Node | None:
    """What a plain assignment gives the name."""
    parent = name.parent
    is_assigned = (
        parent is not None
        and parent.type == "assignment"
        and parent.child_by_field_name("left") == name
    )
    return parent.child_by_field_name("right") if is_assigned and parent is not None else None


def _statement(node: Node) -> Node | None:
    """What holds a node in its block."""
    inner: Node | None = node
    while inner is not None and (inner.parent is None or inner.parent.type not in _BLOCKS):
        inner = inner.parent
    return inner


def _is_next(statement: Node, use: Node) -> bool:
    """Tell whether the next statement uses it, always, and before all it does."""
    following = statement.next_named_sibling
    while following is not None and following.type == "comment":
        following = following.next_named_sibling
    if following is None or _statement(use) != following or is_deferred(use):
        return False
    calls = (node for node in nodes(following) if node.type in ("call", "await"))
    return not any(call.end_byte <= use.start_byte for call in calls)


def _changes(value: Node, names: Sequence[Node], statement: Node) -> bool:
    """Tell whether a name in the value may get another one in the block, or by other functions."""
    used = {leaf.text for leaf in leaves(value) if leaf.type == "identifier"}
    start, end = statement.end_byte, statement.parent.end_byte if statement.parent else 0
    return any(
        _is_shared(name) or (_is_changed(name) and start <= name.start_byte < end)
        for name in names
        if name.text in used
    )


def _is_shared(name: Node) -> bool:
    return name.parent is not None and name.parent.type in (
        "global_statement",
        "nonlocal_statement",
    )
