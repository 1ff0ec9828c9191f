"""Whether statements in Python can move to a function of their own, by their tree alone."""

from collections.abc import Iterable, Iterator, Sequence

from tree_sitter import Node

from devmentor_analyzers.syntax.targets import is_bound

_STAYING = (
    "return_statement break_statement continue_statement yield await global_statement "
    "nonlocal_statement delete_statement function_definition class_definition lambda "
    "list_comprehension set_comprehension dictionary_comprehension generator_expression"
)
"""Control would have to leave, or names are bound that jedi takes for results."""

_STAY = frozenset(_STAYING.split())


def can_move(block: Node, chosen: Sequence[Node]) -> bool:
    """Tell whether jedi makes a function of statements of a block that does the same.

    They are inside a function. A name they change is known to jedi as an input only when it is read,
    and as a result only when it is read later in the same block; where a loop around them, or a
    condition in them, makes that too little, they stay.
    """
    function = _function(block)
    if function is None or any(node.type in _STAY for node in _all(chosen)):
        return False
    start, end = chosen[0].start_byte, chosen[-1].end_byte
    nested = block != function.child_by_field_name("body")
    around = [each for each in _names(_all([function])) if not start <= each.start_byte < end]
    elsewhere = {each.text for each in around if nested or each.start_byte < start}
    later = {each.text for each in _names(_all(block.children)) if each.start_byte >= end}
    changed = _bound(chosen) & elsewhere
    return changed <= _plainly_set(chosen) and (not nested or changed <= later)


def _function(block: Node) -> Node | None:
    node: Node | None = block
    while node is not None and node.type not in ("class_definition", "function_definition"):
        node = node.parent
    return node if node is not None and node.type == "function_definition" else None


def _all(roots: Iterable[Node]) -> Iterator[Node]:
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.children


def _names(nodes: Iterable[Node]) -> Iterator[Node]:
    """Variables; not what follows a dot."""
    for node in nodes:
        parent = node.parent
        attribute = parent and parent.type == "attribute"
        if node.type == "identifier" and not (
            attribute and parent and parent.child_by_field_name("attribute") == node
        ):
            yield node


def _bound(chosen: Sequence[Node]) -> set[bytes | None]:
    return {name.text for name in _names(_all(chosen)) if is_bound(name)}


def _plainly_set(chosen: Sequence[Node]) -> set[bytes | None]:
    """Names that the statements set whatever happens, and only by plain assignments."""
    assigned = [
        each.named_children[0]
        for each in chosen
        if each.type == "expression_statement" and each.named_child_count == 1
    ]
    plain = [
        left
        for each in assigned
        if each.type == "assignment" and (left := each.child_by_field_name("left"))
    ]
    augmented = [
        left
        for each in _all(chosen)
        if each.type == "augmented_assignment" and (left := each.child_by_field_name("left"))
    ]
    sure = {left.text for left in plain if left.type == "identifier"}
    return sure - {left.text for left in augmented}
