"""Parameters of methods in Python, by its tree."""

from collections.abc import Iterator

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Position, Range


def method_with(parsed: Parsed, place: Range) -> Range | None:
    """The name of the method that has a parameter at a place."""
    function = _function_around(parsed, parsed.byte(place.start))
    block = function.parent if function is not None else None
    if block is not None and block.type == "decorated_definition":
        block = block.parent
    around = block.parent if block is not None else None
    if function is None or around is None or around.type != "class_definition":
        return None
    wanted = parsed.byte(place.start), parsed.byte(place.end)
    if not any(node.byte_range == wanted for node in _names(function)):
        return None
    name = function.child_by_field_name("name")
    return parsed.range(name) if name is not None else None


def parameter_of(parsed: Parsed, function: Position, name: str) -> Range | None:
    """The parameter with a name of the function whose own name is at a place."""
    byte = parsed.byte(function)
    node = parsed.tree.root_node.descendant_for_byte_range(byte, byte + 1)
    definition = node.parent if node is not None else None
    if definition is None or definition.type != "function_definition":
        return None
    found = (each for each in _names(definition) if parsed.name(each) == name)
    return next((parsed.range(each) for each in found), None)


def _function_around(parsed: Parsed, byte: int) -> Node | None:
    node = parsed.tree.root_node.descendant_for_byte_range(byte, byte + 1)
    while node is not None and node.type != "function_definition":
        node = node.parent
    return node


def _names(function: Node) -> Iterator[Node]:
    """What its parameters are called."""
    parameters = function.child_by_field_name("parameters")
    for each in parameters.named_children if parameters is not None else ():
        node: Node | None = each
        while node is not None and node.type != "identifier":
            node = node.child_by_field_name("name") or next(iter(node.named_children), None)
        if node is not None:
            yield node
