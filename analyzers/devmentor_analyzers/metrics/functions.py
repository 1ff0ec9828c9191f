"""The numbers of every function in a document."""

from collections.abc import Iterator

from tree_sitter import Node

from devmentor_analyzers.metrics.cognitive import cognitive
from devmentor_analyzers.metrics.constructs import (
    MEASURED,
    NESTING,
    Constructs,
    constructs,
    is_default,
    operator,
)
from devmentor_analyzers.metrics.values import Driver, FunctionMetrics
from devmentor_analyzers.syntax.declarators import declared
from devmentor_analyzers.syntax.parsed import Parsed

_DECIDES = frozenset({"if", "else if", "loop", "catch", "conditional expression"})
_SEPARATORS = frozenset(
    [
        "comment",
        "line_comment",
        "block_comment",
        "keyword_separator",
        "positional_separator",
        "self_parameter",
        "attribute_item",
        "receiver_parameter",
    ]
)
_THE_OBJECT = frozenset({"self", "cls"})


def measure(parsed: Parsed) -> tuple[FunctionMetrics, ...]:
    """Measure the named functions of a document, in its order; none without control flow."""
    return tuple(_metrics(parsed, node, name) for node, name in functions(parsed))


def functions(parsed: Parsed) -> Iterator[tuple[Node, Node]]:
    """The named functions of a document, each with its name, in the order of the text."""
    if parsed.language not in MEASURED:
        return
    kind = constructs(parsed.language)
    for node in _within(parsed.tree.root_node):
        if (
            kind(node) == "function"
            and node.child_by_field_name("body") is not None
            and (name := _name(node)) is not None
        ):
            yield node, name


def _metrics(parsed: Parsed, node: Node, name: Node) -> FunctionMetrics:
    said = parsed.name(name)
    range_ = parsed.range(node)
    return FunctionMetrics(
        name=said,
        range=range_,
        selection=parsed.range(name),
        lines=range_.end.line - range_.start.line + 1,
        parameters=_parameters(parsed, node),
        nesting=_nesting(constructs(parsed.language), node),
        cognitive=cognitive(parsed, node, said),
        decisions=_decisions(parsed, node),
    )


def _name(node: Node) -> Node | None:
    if (declarator := node.child_by_field_name("declarator")) is not None:
        return declared(declarator)
    if (name := node.child_by_field_name("name")) is not None:
        return name
    around = node.parent  # `const f = () => …`
    if around is not None and around.type in {"variable_declarator", "pair", "field_definition"}:
        return around.child_by_field_name("name") or around.child_by_field_name("key")
    return None


def _decisions(parsed: Parsed, function: Node) -> tuple[Driver, ...]:
    """Every place where the way parts.

    In Python the same as ruff's C901 and McCabe's own, but for these: logical operators and
    conditional expressions count (as in radon and SonarSource's analyzers); the `else` of a `try`
    and the mere presence of an inner function do not.
    """
    kind = constructs(parsed.language)
    found: list[Driver] = []
    for node in _within(function):
        what = kind(node)
        if what in _DECIDES or (what == "case" and not is_default(parsed, node)):
            found.append(Driver(parsed.line_of(node.start_byte), what, 1))
        elif what == "logic" and (word := operator(node)):
            found.append(Driver(parsed.line_of(node.start_byte), f"`{word}`", 1))
    return tuple(found)


def _nesting(kind: Constructs, function: Node) -> int:
    """How deep control structures stand in each other; `else if` is no deeper than its `if`."""
    deepest = 0
    waiting = [(child, 0) for child in function.named_children]
    while waiting:
        node, depth = waiting.pop()
        if kind(node) in NESTING and not _continues(kind, node):
            depth += 1
        deepest = max(deepest, depth)
        waiting += [(child, depth) for child in node.named_children]
    return deepest


def _continues(kind: Constructs, node: Node) -> bool:
    parent = node.parent
    if parent is None or kind(node) != "if":
        return False
    return parent.type == "else_clause" or (
        kind(parent) == "if" and parent.child_by_field_name("alternative") == node
    )


def _parameters(parsed: Parsed, function: Node) -> int:
    if function.child_by_field_name("parameter") is not None:
        return 1  # `x => …`
    declarator = function.child_by_field_name("declarator")
    holder = declared(declarator).parent if declarator is not None else function
    listed = holder.child_by_field_name("parameters") if holder is not None else None
    if listed is None:
        return 0
    each = [node for node in listed.named_children if node.type not in _SEPARATORS]
    if each and parsed.language == "python" and parsed.name(each[0]) in _THE_OBJECT:
        each = each[1:]
    if len(each) == 1 and parsed.name(each[0]) == "void":
        return 0
    return sum(max(1, len(node.children_by_field_name("name"))) for node in each)


def _within(node: Node) -> Iterator[Node]:
    """Every named node below one, in the order of the text, without recursion."""
    waiting = list(reversed(node.named_children))
    while waiting:
        current = waiting.pop()
        yield current
        waiting += reversed(current.named_children)
