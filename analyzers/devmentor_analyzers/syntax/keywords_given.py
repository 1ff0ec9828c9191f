"""The keywords that a call in Python is given behind the cursor."""

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Position


def keywords_given_behind(parsed: Parsed, at: Position) -> list[str]:
    """Keywords of the call whose argument ends at a place: it may be about to take theirs."""
    byte = parsed.byte(at)
    node = parsed.tree.root_node.descendant_for_byte_range(max(0, byte - 1), byte)
    around = node.parent if node is not None else None
    if node is None or around is None or around.type != "argument_list":
        return []
    return [
        parsed.name(name)
        for each in around.named_children
        if each.type == "keyword_argument"
        and each.start_byte > node.start_byte
        and (name := each.child_by_field_name("name")) is not None
    ]
