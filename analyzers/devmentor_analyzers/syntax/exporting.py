"""Names that Python takes from strings: in `__all__`, `__slots__` and `__match_args__`."""

from collections.abc import Collection, Iterator

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.visibility import binds, home, mentions
from devmentor_protocol.position import Range

Span = tuple[int, int]
ALL = "__all__"
_OF_CLASSES = ("__slots__", "__match_args__")
LISTS = (ALL, *_OF_CLASSES)


def exported(parsed: Parsed, places: Collection[Range], name: str) -> list[Range]:
    """Where such a list says a name, without the quotes.

    If the module binds it at one of the places, or the class around the list uses it at one.
    """
    spots = {(parsed.byte(each.start), parsed.byte(each.end)) for each in places}
    strings = [*_of_module(parsed, spots, name), *_of_classes(parsed, spots)]
    return [parsed.range(each) for each in strings if each.text == name.encode()]


def binds_for_all(parsed: Parsed, places: Collection[Range], name: str) -> bool:
    """Whether `from … import *` takes a name that the module binds at one of some places."""
    spots = {(parsed.byte(each.start), parsed.byte(each.end)) for each in places}
    said = said_in_all(parsed, name)
    return (
        said != [] and not (said is None and name.startswith("_")) and _binds(parsed, spots, name)
    )


def said_in_all(parsed: Parsed, name: str) -> list[Range] | None:
    """Where the module's `__all__` says a name; None where it has no such list."""
    lists = [node for node in mentions(parsed, ALL) if home(node).parent is None]
    if not lists:
        return None
    strings = (each for node in lists for each in _strings(node))
    return [parsed.range(each) for each in strings if each.text == name.encode()]


def _binds(parsed: Parsed, spots: Collection[Span], name: str) -> bool:
    bound = (node for node in mentions(parsed, name) if node.byte_range in spots and binds(node))
    return any(home(node).parent is None for node in bound)


def _of_module(parsed: Parsed, spots: Collection[Span], name: str) -> Iterator[Node]:
    if _binds(parsed, spots, name):
        for said in mentions(parsed, ALL):
            if home(said).parent is None:
                yield from _strings(said)


def _of_classes(parsed: Parsed, spots: Collection[Span]) -> Iterator[Node]:
    for said in (node for name in _OF_CLASSES for node in mentions(parsed, name)):
        around = home(said)
        if around.type != "class_definition":
            continue
        root = parsed.tree.root_node
        found = (
            root.descendant_for_byte_range(*spot)
            for spot in spots
            if around.start_byte <= spot[0] < around.end_byte
        )
        if any(_is_attribute(node, around) for node in found if node is not None):
            yield from _strings(said)


def _is_attribute(node: Node, of: Node) -> bool:
    """Whether a class's own body gives the name a meaning, or it stands behind a dot."""
    parent = node.parent
    if parent is not None and parent.type == "attribute":
        return parent.child_by_field_name("attribute") == node
    return binds(node) and home(node) == of


def _strings(said: Node) -> Iterator[Node]:
    """What is in the quotes of the statement that names a list."""
    statement: Node | None = said
    while statement is not None and statement.type != "expression_statement":
        statement = statement.parent
    if statement is None:
        return
    waiting = [statement]
    while waiting:
        node = waiting.pop()
        if node.type == "string_content":
            yield node
        waiting += node.children
