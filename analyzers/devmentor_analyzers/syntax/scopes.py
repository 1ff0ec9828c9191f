"""Scopes of Python by its tree: where a piece of code is executed, and what it sees."""

from collections.abc import Iterator

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Position

COMPREHENSIONS = frozenset(
    {
        "dictionary_comprehension",
        "generator_expression",
        "list_comprehension",
        "set_comprehension",
    }
)
PARAMETERS = frozenset({"lambda_parameters", "parameters"})
_WRAPPED = frozenset(
    {
        "default_parameter",
        "dictionary_splat_pattern",
        "list_splat_pattern",
        "typed_default_parameter",
        "typed_parameter",
    }
)
_WITH_BODY = frozenset({"class_definition", "function_definition", "lambda"})


def scope_of(node: Node, *, parameter: bool = False) -> Node:
    """The scope a node belongs to: decorators, defaults and base classes belong to the outer one."""
    parent = node.parent
    while parent is not None:
        if parent.type in COMPREHENSIONS:
            return parent
        if parent.type == "for_in_clause" and _is_first_source(node, parent):
            node = parent.parent or parent
        elif parent.type in _WITH_BODY and _is_inside(node, parent, parameter=parameter):
            return parent
        else:
            node = parent
        parent = node.parent
    return node


def seen_from(scope: Node) -> Iterator[Node]:
    """Outer scopes that a scope sees, innermost first: classes are not among them."""
    while scope.parent is not None:
        scope = scope_of(scope)
        if scope.type != "class_definition":
            yield scope


def is_parameter(parsed: Parsed, at: Position) -> bool:
    """Tell whether the name that ends at a place is a parameter, of a `def` or a `lambda`."""
    byte = parsed.byte(at)
    node = parsed.tree.root_node.descendant_for_byte_range(max(0, byte - 1), byte)
    parent = node.parent if node is not None else None
    while parent is not None and parent.type in _WRAPPED and parent.named_child(0) == node:
        node, parent = parent, parent.parent
    return parent is not None and parent.type in PARAMETERS


def _is_inside(node: Node, scope: Node, *, parameter: bool) -> bool:
    if scope.child_by_field_name("body") == node:
        return True
    return parameter and scope.child_by_field_name("parameters") == node


def _is_first_source(node: Node, clause: Node) -> bool:
    """Tell whether a node is what a comprehension goes through first: it is evaluated outside."""
    whole = clause.parent
    if whole is None or whole.type not in COMPREHENSIONS:
        return False
    first = next(each for each in whole.children if each.type == "for_in_clause")
    return first == clause and clause.child_by_field_name("right") == node
