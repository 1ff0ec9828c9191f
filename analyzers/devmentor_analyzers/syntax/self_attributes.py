"""Attributes of the object in the methods of a class in Python: `self.name`."""

from collections.abc import Iterator

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.targets import is_bound
from devmentor_analyzers.syntax.visibility import identifiers
from devmentor_protocol.position import Range

_OBJECTS = (b"self", b"cls")


def of_self(parsed: Parsed, within: Range, name: str) -> tuple[list[Range], list[Range]]:
    """Where the methods of the class in a range set an attribute, and where they use it.

    Classes inside of it have objects of their own.
    """
    start, end = parsed.byte(within.start), parsed.byte(within.end)
    set_, used = list[Range](), list[Range]()
    for node in attributes_of_self(parsed, name):
        around = class_of(node)
        if around is None or around.start_byte < start or around.end_byte > end:
            continue
        outer = class_of(around)
        if outer is not None and start <= outer.start_byte and outer.end_byte <= end:
            continue
        is_set = node.parent is not None and is_bound(node.parent)
        (set_ if is_set else used).append(parsed.range(node))
    return set_, used


def class_that_sets(parsed: Parsed, place: Range) -> Range | None:
    """The name of the class one of whose methods sets the attribute that ends a place."""
    end = parsed.byte(place.end)
    node = parsed.tree.root_node.descendant_for_byte_range(max(0, end - 1), end)
    parent = node.parent if node is not None else None
    if node is None or parent is None or not _is_of_self(node) or not is_bound(parent):
        return None
    around = class_of(node)
    name = around.child_by_field_name("name") if around is not None else None
    return parsed.range(name) if name is not None else None


def attributes_of_self(parsed: Parsed, name: str) -> Iterator[Node]:
    """Attributes of `self` and `cls` with a name."""
    return (node for node in identifiers(parsed, name) if _is_of_self(node))


def class_of(node: Node) -> Node | None:
    """The class a node is in."""
    parent = node.parent
    while parent is not None and parent.type != "class_definition":
        parent = parent.parent
    return parent


def _is_of_self(node: Node) -> bool:
    parent = node.parent
    if parent is None or parent.type != "attribute":
        return False
    owner = parent.child_by_field_name("object")
    is_own = owner is not None and owner.text in _OBJECTS
    return is_own and parent.child_by_field_name("attribute") == node
