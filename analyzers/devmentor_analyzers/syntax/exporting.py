"""What a module of Python says it exports: the strings of its `__all__`."""

from collections.abc import Collection, Iterator

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.visibility import binds, home, mentions
from devmentor_protocol.position import Range

_ALL = "__all__"


def exported(parsed: Parsed, places: Collection[Range], name: str) -> list[Range]:
    """Where `__all__` says a name, without the quotes, if the module binds it at one of the places."""
    if _ALL.encode() not in parsed.data:
        return []
    spots = {(parsed.byte(each.start), parsed.byte(each.end)) for each in places}
    bound = (node for node in mentions(parsed, name) if node.byte_range in spots and binds(node))
    if not any(home(node).parent is None for node in bound):
        return []
    strings = (string for said in mentions(parsed, _ALL) for string in _strings(said))
    return [parsed.range(each) for each in strings if each.text == name.encode()]


def _strings(said: Node) -> Iterator[Node]:
    """What is in the quotes of a statement of the module about `__all__`."""
    statement: Node | None = said
    while statement is not None and statement.type != "expression_statement":
        statement = statement.parent
    if statement is None or home(said).parent is not None:
        return
    waiting = [statement]
    while waiting:
        node = waiting.pop()
        if node.type == "string_content":
            yield node
        waiting += node.children
