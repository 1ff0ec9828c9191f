"""Keys of a `TypedDict` in Python: names in one place, strings in all others."""

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Position


def is_key(parsed: Parsed, at: Position) -> bool:
    """Tell whether the name at a place is declared in the body of a `TypedDict`."""
    byte = parsed.byte(at)
    node = parsed.tree.root_node.descendant_for_byte_range(byte, byte + 1)
    while node is not None and node.type not in ("class_definition", "function_definition"):
        node = node.parent
    if node is None or node.type != "class_definition":
        return False
    bases, body = node.child_by_field_name("superclasses"), node.child_by_field_name("body")
    is_inside = body is not None and body.start_byte <= byte < body.end_byte
    return is_inside and bases is not None and b"TypedDict" in (bases.text or b"")
