"""Which uses of a name in a document are another's, by its tree.

Engines that go by types take an object's attribute for its class's, and a name for the variable
that gets it later.
"""

import re
from collections.abc import Sequence
from typing import Literal

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.scopes import scope_of
from devmentor_analyzers.syntax.targets import is_bound
from devmentor_analyzers.syntax.visibility import Place
from devmentor_protocol.position import Position, Range

Role = Literal[
    "name", "keyword", "binding", "class binding", "object binding", "class access", "attribute"
]
_MOST = 200


def namesakes(parsed: Parsed, at: Position, places: Sequence[Range], *, all_here: bool) -> set[int]:
    """Which of the places, by number, hold the name at a place but do not mean it.

    `all_here`: the name is used in this document only, so that what binds it is among the places.
    """
    if len(places) > _MOST:
        return set()
    roles = [role_of(parsed, each) for each in places]
    found = {
        number
        for number, (role, each) in enumerate(zip(roles, places, strict=True))
        if role == "name" and not each.contains(at) and not is_known(parsed, each)
    }
    if all_here and "object binding" in roles and "class binding" not in roles:
        asked = (role for role, each in zip(roles, places, strict=True) if each.contains(at))
        of_class = next(asked, None) == "class access"
        found |= {n for n, role in enumerate(roles) if (role == "class access") != of_class}
    return found


def is_known(parsed: Parsed, name: Range) -> bool:
    """Tell whether a name that is used has a meaning where it stands."""
    node = _node(parsed, name)
    return node is None or Place(parsed, name.end).sees(parsed.name(node))


def role_of(parsed: Parsed, place: Range) -> Role | None:
    """What a name is where it stands; None when it is none."""
    node = _node(parsed, place)
    parent = node.parent if node is not None else None
    if node is None or parent is None or node.type != "identifier":
        return None
    if parent.type == "attribute" and parent.child_by_field_name("attribute") == node:
        return _attribute_role(parsed, parent)
    if parent.type == "keyword_argument" and parent.child_by_field_name("name") == node:
        return "keyword"
    if not is_bound(node):
        return "name"
    return "class binding" if scope_of(node).type == "class_definition" else "binding"


def _attribute_role(parsed: Parsed, attribute: Node) -> Role:
    owner = attribute.child_by_field_name("object")
    is_class = owner is not None and owner.type == "identifier" and _names_class(parsed, owner)
    if is_bound(attribute):
        return "class binding" if is_class else "object binding"
    return "class access" if is_class else "attribute"


def _names_class(parsed: Parsed, name: Node) -> bool:
    found = re.search(rb"(?m)^[ \t]*class\s+" + re.escape(name.text or b"") + rb"\b", parsed.data)
    return found is not None


def _node(parsed: Parsed, place: Range) -> Node | None:
    start, end = parsed.byte(place.start), parsed.byte(place.end)
    return parsed.tree.root_node.descendant_for_byte_range(start, end)
