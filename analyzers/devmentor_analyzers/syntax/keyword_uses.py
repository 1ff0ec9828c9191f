"""Attributes of an object that are written as keywords: in class patterns, and where it is copied.

`case Point(x=0)`, `dataclasses.replace(point, x=1)`, `copy.replace`, `attrs.evolve`, `point._replace(x=1)`.
"""

import re

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.visibility import identifiers
from devmentor_protocol.position import Position, Range

_COPIES = frozenset({"replace", "evolve"})
_OWN_COPIES = frozenset({"_replace", "__replace__"})


def may_use(text: str, name: str) -> bool:
    """Whether a text is worth being parsed for such uses of a name."""
    if not re.search(rf"(?<![\w.]){re.escape(name)}\s*=(?!=)", text):
        return False
    return re.search(r"\b(?:case|_*replace_*|evolve)\b", text) is not None


def keyword_uses(parsed: Parsed, name: str) -> list[tuple[Range, Position]]:
    """Where a name is such a keyword, and the class or the object whose attribute it is."""
    found: list[tuple[Range, Position]] = []
    for node in identifiers(parsed, name):
        parent = node.parent
        if parent is None or parent.children[0] != node:
            continue
        subject = None
        if parent.type == "keyword_pattern":
            subject = _class_of(parent)
        elif parent.type == "keyword_argument":
            subject = _copied(parent)
        if subject is not None:
            found.append((parsed.range(node), parsed.range(subject).start))
    return found


def _class_of(keyword: Node) -> Node | None:
    around: Node | None = keyword
    while around is not None and around.type != "class_pattern":
        around = around.parent
    return _name(around.named_children[0]) if around is not None else None


def _copied(keyword: Node) -> Node | None:
    arguments = keyword.parent
    call = arguments.parent if arguments is not None else None
    function = call.child_by_field_name("function") if call is not None else None
    name = _name(function)
    if arguments is None or function is None or name is None or name.text is None:
        return None
    said = name.text.decode(errors="replace")
    if said in _OWN_COPIES:
        return _name(function.child_by_field_name("object"))
    first = next(iter(arguments.named_children), None)
    return _name(first) if said in _COPIES else None


def _name(node: Node | None) -> Node | None:
    """What names the value of an expression, or the class that makes it."""
    while node is not None and node.type != "identifier":
        if node.type == "dotted_name":
            node = node.named_children[-1]
        elif node.type == "call":
            node = node.child_by_field_name("function")
        else:
            node = node.child_by_field_name("attribute")
    return node
