"""Names that Python takes from strings: in `__all__`, `__slots__` and `__match_args__`."""

from collections.abc import Collection, Iterator

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.visibility import binds, home, mentions
from devmentor_protocol.position import Range

Span = tuple[int, int]
_ALL = "__all__"
_OF_CLASSES = ("__slots__", "__match_args__")
LISTS = (_ALL, *_OF_CLASSES)


def exported(parsed: Parsed, places: Collection[Range], name: str) -> list[Range]:
    """Where such a list says a name, without the quotes.

    If the module binds it at one of the places, or the class around the list uses it at one.
    """
    spots = {(parsed.byte(each.start), parsed.byte(each.end)) for each in places}
    strings = [*_of_module(parsed, spots, name), *_of_classes(parsed, spots)]
    return [parsed.range(each) for each in strings if each.text == name.encode()]


def _of_module(parsed: Parsed, spots: Collection[Span], name: str) -> Iterator[Node]:
    bound = (node for node in mentions(parsed, name) if node.byte_range in spots and binds(node))
    if any(home(node).parent is None for node in bound):
        for said in mentions(parsed, _ALL):
            if home(said).parent is None:
                yield from _strings(said)


def _of_classes(parsed: Parsed, spots: Collection[Span]) -> Iterator[Node]:
    for said in (node for name in _OF_CLASSES for node in mentions(parsed, name)):
        around = home(said)
        inside = (around.start_byte <= start < around.end_byte for start, _ in spots)
        if around.type == "class_definition" and any(inside):
            yield from _strings(said)


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
