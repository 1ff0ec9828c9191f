"""Whether a name of Python is a variable of one function alone."""

from itertools import chain

from tree_sitter import Node

from devmentor_analyzers.syntax.namesakes import role_of
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.scopes import PARAMETERS, scope_of, seen_from
from devmentor_analyzers.syntax.visibility import binds, home, is_anywhere, mentions
from devmentor_protocol.position import Range


def is_local(parsed: Parsed, name: Range) -> bool:
    """Tell whether nobody outside of a function can mean it; parameters are known to who calls."""
    if role_of(parsed, name) not in ("name", "binding"):
        return False
    start, end = parsed.byte(name.start), parsed.byte(name.end)
    node = parsed.tree.root_node.descendant_for_byte_range(start, end)
    if node is None:
        return False
    bound = [each for each in mentions(parsed, parsed.name(node)) if binds(each)]
    if any(is_anywhere(each) for each in bound):
        return False
    homes = {each: home(each) for each in bound}
    own = home(node) if binds(node) else scope_of(node)
    scopes = (scope for scope in chain((own,), seen_from(own)) if scope in homes.values())
    found = next(scopes, None)
    if found is None or found.type != "function_definition":
        return False
    return not any(_is_parameter(each) for each, scope in homes.items() if scope == found)


def _is_parameter(bound: Node) -> bool:
    parent = bound.parent
    while parent is not None and parent.type not in PARAMETERS and "parameter" in parent.type:
        parent = parent.parent
    return parent is not None and parent.type in PARAMETERS
