"""Calls and base classes in Python, by its tree alone."""

from tree_sitter import Node

from devmentor_analyzers.syntax.nodes import nodes
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.values import Location
from devmentor_protocol.position import Position, Range

_MOST = 500


def called_names(parsed: Parsed, within: Range) -> list[Range]:
    """The names of what is called in a range, in the order of the text."""
    root = parsed.tree.root_node
    start, end = parsed.byte(within.start), parsed.byte(within.end)
    around = root.descendant_for_byte_range(start, end)
    names = [
        name
        for node in nodes(around or root)
        if node.type == "call"
        if start <= node.start_byte < end and (name := _last_name(node, "function"))
    ]
    return [parsed.range(name) for name in sorted(names, key=lambda n: n.start_byte)[:_MOST]]


def is_called(parsed: Parsed, at: Position) -> bool:
    """Tell whether the name at a place is the one in front of the parentheses of a call."""
    name = _name(parsed, at)
    whole = _whole(name)
    parent = whole.parent if whole else None
    return bool(parent and parent.type == "call" and _last_name(parent, "function") == name)


def base_names(parsed: Parsed, at: Position) -> list[Range]:
    """The names of the base classes of the class whose name is at a place."""
    name = _name(parsed, at)
    item = name.parent if name else None
    if item is None or item.type != "class_definition":
        return []
    bases = item.child_by_field_name("superclasses")
    inner = [_end_of(each) for each in bases.named_children] if bases else []
    return [parsed.range(each) for each in inner if each]


def class_based_on(parsed: Parsed, location: Location) -> Range | None:
    """The name of the class that has the name at a place among its base classes."""
    whole = _whole(_name(parsed, location.range.start))
    around = whole.parent if whole else None
    if around and around.type == "subscript" and around.child_by_field_name("value") == whole:
        whole = around  # `Generic[T]`
    bases = whole.parent if whole else None
    item = bases.parent if bases and bases.type == "argument_list" else None
    name = item.child_by_field_name("name") if item else None
    is_class = item is not None and item.type == "class_definition"
    return parsed.range(name) if name and is_class else None


def uses_of_super(parsed: Parsed, within: Range, name: str) -> list[Range]:
    """Where a class asks `super()` for an attribute: places that ty does not rename."""
    start, end = parsed.byte(within.start), parsed.byte(within.end)
    around = parsed.tree.root_node.descendant_for_byte_range(start, end)
    found: list[Node] = []
    for node in nodes(around) if around else ():
        if node.type != "attribute":
            continue
        whole, last = node.child_by_field_name("object"), node.child_by_field_name("attribute")
        called = whole.child_by_field_name("function") if whole and whole.type == "call" else None
        is_inside = start <= node.start_byte < end
        if is_inside and called and last and parsed.name(called) == "super":
            found += [last] if parsed.name(last) == name else []
    return [parsed.range(each) for each in sorted(found, key=lambda n: n.start_byte)]


def _name(parsed: Parsed, at: Position) -> Node | None:
    start = parsed.byte(at)
    node = parsed.tree.root_node.descendant_for_byte_range(start, start + 1)
    return node if node is not None and node.type == "identifier" else None


def _whole(name: Node | None) -> Node | None:
    """`shop.Fruit` of `Fruit`."""
    parent = name.parent if name else None
    if parent and parent.type == "attribute" and parent.child_by_field_name("attribute") == name:
        return parent
    return name


def _last_name(node: Node, field: str) -> Node | None:
    inner = node.child_by_field_name(field)
    return _end_of(inner) if inner else None


def _end_of(node: Node) -> Node | None:
    """The name an expression ends with: `Fruit` of `shop.Fruit` and of `Fruit[int]`."""
    if node.type == "subscript":
        value = node.child_by_field_name("value")
        return _end_of(value) if value else None
    if node.type == "attribute":
        return node.child_by_field_name("attribute")
    return node if node.type == "identifier" else None
