"""The name inside a declarator of C or C++: `f` in `*(&f(int x))[3]`."""

from tree_sitter import Node

_AROUND = frozenset({"reference_declarator", "parenthesized_declarator", "attributed_declarator"})
_OUTSIDE = frozenset(
    [
        "translation_unit",
        "declaration_list",
        "field_declaration_list",
        "linkage_specification",
        "template_declaration",
        "preproc_if",
        "preproc_ifdef",
        "preproc_else",
        "preproc_elif",
    ]
)
"""Nodes right around a declaration that is not in a function."""


def declared(declarator: Node) -> Node:
    """The innermost declarator; a query that spells out the layers takes 0.2 s to compile."""
    node = declarator
    while node.type != "operator_cast" and (inner := _inner(node)) is not None:
        node = inner
    return node


def is_function(name: Node) -> bool:
    """Tell whether what a declarator names is a function, not a pointer to one."""
    around = name.parent
    is_operator = name.type == "operator_cast"
    return is_operator or (around is not None and around.type == "function_declarator")


def is_local(item: Node) -> bool:
    """Tell whether a declaration stands in a function."""
    around = item.parent
    return around is not None and around.type not in _OUTSIDE


def _inner(node: Node) -> Node | None:
    if (inner := node.child_by_field_name("declarator")) is not None:
        return inner
    return node.named_child(0) if node.type in _AROUND else None
