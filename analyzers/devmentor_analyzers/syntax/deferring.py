"""Whether Python comes to an expression each time its statement is run, once, and before what it does."""

from typing import Final

from tree_sitter import Node

_BLOCKS: Final = frozenset({"block", "module"})
_LITERALS: Final = frozenset({"string", "integer", "float", "true", "false", "none"})
_COMPREHENSIONS: Final = frozenset(
    ["list_comprehension", "set_comprehension", "dictionary_comprehension", "generator_expression"]
)
_CONDITIONAL: Final = frozenset(
    ["lambda", "elif_clause", "except_clause", "case_clause", "if_clause"]
)


def is_deferred(value: Node) -> bool:
    """Tell whether an expression is asked never, late or often as it stands; a literal does not mind."""
    if value.type in _LITERALS and not any(each.type == "interpolation" for each in value.children):
        return False
    inner, node = value, value.parent
    if value.type == "generator_expression" and node is not None and node.type == "call":
        return True  # its brackets are those of the call
    while node is not None and node.type not in _BLOCKS:
        if _defers(node, inner):
            return True
        inner, node = node, node.parent
    return _shares_line(inner) or _is_repeated(value, inner)


def _shares_line(statement: Node) -> bool:
    """Whether code stands before a statement on its line: what is written above would come too early."""
    before = statement.prev_sibling or (statement.parent and statement.parent.prev_sibling)
    return before is not None and before.end_point.row == statement.start_point.row


def _is_repeated(value: Node, statement: Node) -> bool:
    """Whether the same was asked before in a statement, and may answer something else each time."""
    waiting, text = [statement], value.text
    while waiting:
        node = waiting.pop()
        if (
            node.type in ("call", "await")
            and node.text == text
            and node.start_byte < value.start_byte
        ):
            return True
        waiting += node.children
    return False


def _defers(node: Node, inner: Node) -> bool:
    named = [each for each in node.named_children if each.type != "comment"]
    match node.type:
        case "while_statement":
            return node.child_by_field_name("condition") == inner
        case "boolean_operator" | "assert_statement":
            return inner != named[0]
        case "comparison_operator":
            return inner not in named[:2]
        case "conditional_expression":
            return inner != named[1]
        case "with_clause":
            return inner != named[0]
        case "for_in_clause":
            return not _is_first_iterable(node, inner)
        case kind if kind in _COMPREHENSIONS:
            return inner.type != "for_in_clause"
        case kind:
            return kind in _CONDITIONAL


def _is_first_iterable(clause: Node, inner: Node) -> bool:
    parent = clause.parent
    clauses = [each for each in parent.children if each.type == "for_in_clause"] if parent else []
    return clause.child_by_field_name("right") == inner and clauses[:1] == [clause]
