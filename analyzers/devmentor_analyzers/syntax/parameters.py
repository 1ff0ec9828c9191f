"""Parameters of functions in Python that others have too, by its tree."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Position, Range

_OVERLOAD = re.compile(rb"@\s*(?:\w+\.)*overload")


def method_with(parsed: Parsed, place: Range) -> Range | None:
    """The name of the method that has a parameter at a place."""
    function = _function_with(parsed, place)
    if function is None or (around := _block_of(function).parent) is None:
        return None
    name = function.child_by_field_name("name")
    is_method = around.type == "class_definition" and name is not None
    return parsed.range(name) if is_method and name is not None else None


def overloads_with(parsed: Parsed, place: Range) -> list[Range]:
    """The names of the overloads, and of what they are overloads of, of the function that has a parameter at a place."""
    function = _function_with(parsed, place)
    wanted = function.child_by_field_name("name") if function is not None else None
    if function is None or wanted is None:
        return []
    found: list[Range] = []
    is_overloaded = False
    for each in _block_of(function).named_children:
        definition = each.child_by_field_name("definition") or each
        name = definition.child_by_field_name("name")
        if name is not None and name.text == wanted.text:
            found.append(parsed.range(name))
            is_overloaded |= any(_OVERLOAD.fullmatch(mark.text or b"") for mark in each.children)
    return found if is_overloaded else []


def parameter_of(parsed: Parsed, function: Position, name: str) -> Range | None:
    """The parameter with a name of the function whose own name is at a place."""
    byte = parsed.byte(function)
    node = parsed.tree.root_node.descendant_for_byte_range(byte, byte + 1)
    definition = node.parent if node is not None else None
    if definition is None or definition.type != "function_definition":
        return None
    found = (each for each in _names(definition) if parsed.name(each) == name)
    return next((parsed.range(each) for each in found), None)


def _function_with(parsed: Parsed, place: Range) -> Node | None:
    """The function that has a parameter at a place."""
    function = _function_around(parsed, parsed.byte(place.start))
    wanted = parsed.byte(place.start), parsed.byte(place.end)
    has_it = function is not None and any(each.byte_range == wanted for each in _names(function))
    return function if has_it else None


def _block_of(function: Node) -> Node:
    """What holds a function, whose decorators are part of it."""
    block = function.parent or function
    return block.parent or block if block.type == "decorated_definition" else block


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
