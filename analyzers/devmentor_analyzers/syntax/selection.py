"""What a selection in Python holds, and whether it can be moved elsewhere, by its tree alone."""

import re
from typing import Literal

from tree_sitter import Node

from devmentor_analyzers.syntax.deferring import is_deferred
from devmentor_analyzers.syntax.nodes import leaves
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.targets import is_bound
from devmentor_protocol.position import Range

_VALUES = (
    "attribute await binary_operator boolean_operator call comparison_operator "
    "conditional_expression concatenated_string dictionary dictionary_comprehension false float "
    "generator_expression identifier integer lambda list list_comprehension none not_operator "
    "parenthesized_expression set set_comprehension string subscript true tuple "
    "unary_operator"
)
_EXPRESSIONS = frozenset(_VALUES.split())
_BLOCKS = frozenset({"block", "module"})
_COMMENTS = re.compile(rb"(?:#[^\r\n]*\s+)+")
_BINDERS = {
    "lambda": "lambda_parameters",
    "list_comprehension": "for_in_clause",
    "set_comprehension": "for_in_clause",
    "dictionary_comprehension": "for_in_clause",
    "generator_expression": "for_in_clause",
}
_FIXED = (
    "decorator default_parameter import_from_statement import_statement interpolation "
    "parameters type typed_default_parameter typed_parameter"
)
_NOT_MOVED = frozenset(_FIXED.split())
"""What these hold stays where it is."""


Content = Literal["expression", "deferred", "statements"]
"""A `deferred` expression may be asked never, late or often: a function of it does the same, a
variable before its statement does not."""


def content(parsed: Parsed, range: Range) -> tuple[Content, Range] | None:
    """What is selected, without the space around it; None when it is not a whole piece.

    Nor is an expression one that only works where it is: it uses the variable of a lambda or a
    comprehension around it, or is no value at all.
    """
    start, end = _trimmed(parsed, range)
    if start >= end:
        return None
    node = parsed.tree.root_node.descendant_for_byte_range(start, end)
    while node and node.parent and _span(node.parent) == _span(node):
        node = node.parent
    if node is None or node.has_error:
        return None
    trimmed = Range(start=parsed.position(start), end=parsed.position(end))
    if _span(node) == (start, end) and (value := _value(node)):
        if value.type == "string" and value.parent and value.parent.type == "expression_statement":
            return None  # documentation stays with what it documents
        if not _is_movable(value):
            return None
        return ("deferred" if is_deferred(value) else "expression"), trimmed
    fits = _fill_lines(parsed, start, end) and _are_statements(parsed, start, end)
    return ("statements", trimmed) if fits else None


def _trimmed(parsed: Parsed, range: Range) -> tuple[int, int]:
    start, end = parsed.byte(range.start), parsed.byte(range.end)
    text = parsed.data[start:end]
    return start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))


def _span(node: Node) -> tuple[int, int]:
    return node.start_byte, node.end_byte


def _value(node: Node) -> Node | None:
    """The expression that a node is, or that is all of a statement."""
    while node.type not in _EXPRESSIONS and node.child_count == 1:
        node = node.children[0]
    return node if node.type in _EXPRESSIONS else None


def _is_movable(value: Node) -> bool:
    if _is_written(value) or (
        value.parent and value.parent.type == "attribute" and _is_part(value)
    ):
        return False
    used = {node.text for node in leaves(value) if node.type == "identifier"}
    node = value.parent
    while node is not None and node.type not in _BLOCKS:
        if node.type in _NOT_MOVED or (node.type in _BINDERS and used & _bound(node)):
            return False
        node = node.parent
    return True


def _is_part(value: Node) -> bool:
    """`name` of `fruit.name` is no value by itself."""
    parent = value.parent
    return parent is not None and parent.child_by_field_name("attribute") == value


def _bound(node: Node) -> set[bytes | None]:
    kind = _BINDERS[node.type]
    clauses = [each for each in node.children if each.type == kind]
    bound = [each.child_by_field_name("left") or each for each in clauses]
    return {leaf.text for each in bound for leaf in leaves(each) if leaf.type == "identifier"}


def _fill_lines(parsed: Parsed, start: int, end: int) -> bool:
    """Tell whether nothing but space is before a selection, and at most a comment behind it."""
    data = parsed.data
    before = data[max(data.rfind(b"\n", 0, start), data.rfind(b"\r", 0, start)) + 1 : start]
    after = data[end : end + 1_000].splitlines()[:1]
    return not before.strip() and all(rest.strip()[:1] in (b"", b"#") for rest in after)


def _are_statements(parsed: Parsed, start: int, end: int) -> bool:
    """Whole statements beside each other, with comments above them perhaps."""
    comments = _COMMENTS.match(parsed.data, start, end)
    start = comments.end() if comments else start
    node = parsed.tree.root_node.descendant_for_byte_range(start, end)
    while node and node.type not in _BLOCKS:
        node = node.parent
    chosen = (
        [each for each in node.named_children if start <= each.start_byte < end] if node else []
    )
    return bool(chosen) and (chosen[0].start_byte, chosen[-1].end_byte) == (start, end)


def _is_written(node: Node) -> bool:
    """Whether a name is bound here, or is the name of an argument, which cannot be replaced."""
    parent = node.parent
    argument = parent is not None and parent.type == "keyword_argument"
    named = argument and parent and parent.child_by_field_name("name") == node
    return bool(named) or is_bound(node)
