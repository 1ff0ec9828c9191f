"""What a class in Python has that its object may use, where engines do not look."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.targets import is_bound
from devmentor_protocol.position import Position

_RECEIVER = re.compile(rb"(?<![\w\x80-\xff.])(\w+)\s*\.\s*\w*\Z")
_ASSIGNED = re.compile(rb"(?<![\w\x80-\xff.])(\w+)\s*\.\s*([\w\x80-\xff]+)\s*(?::[^=\n]*)?=(?!=)")
_MOST_CLASSES = 10
_LINE = 200


def private_names(parsed: Parsed, at: Position) -> frozenset[str]:
    """Names with two underscores that the class around a place binds: no other class sees them."""
    around = _around(parsed, at, "class_definition")
    if around is None:
        return frozenset()
    found: set[str] = set()
    for match in re.finditer(rb"(?<![\w\x80-\xff])__\w*\w", _text(parsed, around)):
        start = around.start_byte + match.start()
        node = around.descendant_for_byte_range(start, around.start_byte + match.end())
        if node is not None and node.type == "identifier" and _is_given(node):
            found.add(parsed.name(node))
    return frozenset(found)


def hidden_attributes(parsed: Parsed, at: Position) -> frozenset[str] | None:
    """Attributes of the object before the dot that functions inside of methods set.

    Those of the class around the place and of its bases in this document. None when a base is
    computed: anything may be an attribute then. Empty where the object is not the method's own.
    """
    byte = parsed.byte(at)
    receiver = _RECEIVER.search(parsed.data[max(0, byte - _LINE) : byte])
    method, own = _method(parsed, at)
    if receiver is None or method is None or own != receiver[1]:
        return frozenset()
    found: set[str] = set()
    for each in _family(parsed, method):
        if any(base.type == "call" for base in _bases(each)):
            return None
        found.update(_set_in_closures(parsed, each))
    return frozenset(found)


def _family(parsed: Parsed, method: Node) -> Iterator[Node]:
    """The class of a method, and those of its bases that the document holds."""
    waiting = [_up(method, "class_definition")]
    seen: set[int] = set()
    while waiting and len(seen) < _MOST_CLASSES:
        item = waiting.pop()
        if item is None or item.id in seen:
            continue
        seen.add(item.id)
        yield item
        names = [base.text or b"" for base in _bases(item) if base.type == "identifier"]
        waiting += [_class_named(parsed, name) for name in names]


def _bases(item: Node) -> list[Node]:
    bases = item.child_by_field_name("superclasses")
    return bases.named_children if bases is not None else []


def _class_named(parsed: Parsed, name: bytes) -> Node | None:
    match = re.search(rb"(?m)^[ \t]*class\s+" + re.escape(name) + rb"\b", parsed.data)
    if match is None:
        return None
    node = parsed.tree.root_node.descendant_for_byte_range(match.end() - 1, match.end())
    parent = node.parent if node is not None else None
    return parent if parent is not None and parent.type == "class_definition" else None


def _set_in_closures(parsed: Parsed, item: Node) -> Iterator[str]:
    for match in _ASSIGNED.finditer(_text(parsed, item)):
        start = item.start_byte + match.start(1)
        node = item.descendant_for_byte_range(start, start + 1)
        function = _up(node, "function_definition") if node is not None else None
        method = _up(function, "function_definition") if function is not None else None
        if function is None or method is None or _up(function, "class_definition") != item:
            continue
        if _first_parameter(method) == match[1] != _first_parameter(function):
            yield match[2].decode("utf-8", "replace")


def _method(parsed: Parsed, at: Position) -> tuple[Node | None, bytes]:
    """The method around a place and what it calls its object; functions inside of it see that."""
    function = _around(parsed, at, "function_definition")
    while function is not None:
        outer = _up(function, "function_definition", "class_definition")
        if outer is None or outer.type == "class_definition":
            return (function if outer is not None else None), _first_parameter(function)
        function = outer
    return None, b""


def _first_parameter(function: Node) -> bytes:
    parameters = function.child_by_field_name("parameters")
    found = parameters.named_children if parameters is not None else []
    while found and found[0].type != "identifier":
        found = found[0].named_children
    return (found[0].text or b"") if found else b""


def _is_given(name: Node) -> bool:
    """Tell whether a name, alone or as an attribute, is given a meaning where it stands."""
    parent = name.parent
    if parent is None or parent.type != "attribute":
        return is_bound(name)
    return parent.child_by_field_name("attribute") == name and is_bound(parent)


def _around(parsed: Parsed, at: Position, *kinds: str) -> Node | None:
    byte = parsed.byte(at)
    node = parsed.tree.root_node.descendant_for_byte_range(max(0, byte - 1), byte)
    return _up(node, *kinds) if node is not None else None


def _up(node: Node, *kinds: str) -> Node | None:
    parent = node.parent
    while parent is not None and parent.type not in kinds:
        parent = parent.parent
    return parent


def _text(parsed: Parsed, node: Node) -> bytes:
    return parsed.data[node.start_byte : node.end_byte]
