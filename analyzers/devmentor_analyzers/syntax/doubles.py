"""Statements of Python in which one name is two variables: engines rename both, or mix them up.

`size = size` in a class takes the module's for the class's own; `[x for x in x if x]` goes through
one with another.
"""

from collections.abc import Collection

from tree_sitter import Node

from devmentor_analyzers.syntax.nodes import leaves
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.visibility import binds, home, mentions
from devmentor_protocol.position import Range


def double(parsed: Parsed, places: Collection[Range], name: str) -> Range | None:
    """Where a name that is written at some places is two variables at once."""
    spots = {(parsed.byte(each.start), parsed.byte(each.end)) for each in places}
    written = [*mentions(parsed, name)]
    for node in written:
        if node.byte_range not in spots:
            continue
        around = _binding(node)
        if around is not None and _says_twice(around, node.text) and _is_first(around, written):
            return parsed.range(node)
    return None


def _binding(node: Node) -> Node | None:
    """The loop of a comprehension, or the assignment of a class, that a name is in."""
    around: Node | None = node
    while around is not None:
        if around.type == "for_in_clause":
            return around
        if around.type == "assignment":
            outer = home(node) if binds(node) else None
            block = around.parent.parent if around.parent is not None else None
            held = block.parent if block is not None else None
            is_of_class = held is not None and held.type == "class_definition"
            return around if is_of_class and outer in (None, held) else None
        around = around.parent
    return None


def _says_twice(around: Node, name: bytes | None) -> bool:
    sides = (around.child_by_field_name("left"), around.child_by_field_name("right"))
    return all(
        side is not None
        and any(leaf.type == "identifier" and leaf.text == name for leaf in leaves(side))
        for side in sides
    )


def _is_first(around: Node, written: Collection[Node]) -> bool:
    """A class may well change what it has bound before."""
    if around.type == "for_in_clause":
        return True
    bound = next((each for each in written if binds(each) and _binding(each) == around), None)
    return bound is not None and not any(
        binds(each) and home(each) == home(bound) and each.start_byte < bound.start_byte
        for each in written
    )
