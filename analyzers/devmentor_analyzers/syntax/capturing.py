"""Whether a new name would mean something else where it is written: Python's scopes, before and after."""

from collections.abc import Collection
from itertools import chain

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.scopes import scope_of, seen_from
from devmentor_analyzers.syntax.self_attributes import attributes_of_self, class_of
from devmentor_analyzers.syntax.targets import is_bound
from devmentor_analyzers.syntax.visibility import binds, home, is_anywhere, mentions
from devmentor_protocol.position import Range


def captured(parsed: Parsed, places: Collection[Range], old: str, new: str) -> Range | None:
    """A place that would mean something else once a name is written anew at some places.

    None where there is none, and where `global` or code that is not understood leaves it open.
    """
    spots = {(parsed.byte(each.start), parsed.byte(each.end)) for each in places}
    renamed = [node for node in mentions(parsed, old) if node.byte_range in spots]
    others = list(mentions(parsed, new))
    if any(is_anywhere(each) for each in chain(renamed, others)):
        return None
    before = [home(each) for each in mentions(parsed, old) if binds(each)]
    taken = [home(each) for each in others if binds(each)]
    meant = [_meaning(each, before) for each in renamed]
    after = [*taken, *(scope for scope in meant if scope is not None)]
    for node, scope in zip(renamed, meant, strict=True):
        if scope is not None and (scope in taken or _meaning(node, after) != scope):
            return parsed.range(node)
    for node in others:
        if _meaning(node, taken) != _meaning(node, after):
            return parsed.range(node)
    taken_by = _attribute_taken(parsed, spots, old, new)
    return parsed.range(taken_by) if taken_by is not None else None


def _meaning(node: Node, homes: Collection[Node]) -> Node | None:
    """The scope whose name a node means, of those that bind it."""
    own = home(node) if binds(node) else scope_of(node)
    return next((scope for scope in chain((own,), seen_from(own)) if scope in homes), None)


def _attribute_taken(
    parsed: Parsed, spots: Collection[tuple[int, int]], old: str, new: str
) -> Node | None:
    """What gives a class the new name already, as `self.new = …` or in its body."""
    own = [node for node in attributes_of_self(parsed, old) if node.byte_range in spots]
    classes = [found for node in own if (found := class_of(node)) is not None]
    own = [
        node for node in attributes_of_self(parsed, new) if node.parent and is_bound(node.parent)
    ]
    body = [node for node in mentions(parsed, new) if is_bound(node) and home(node) in classes]
    return next((node for node in (*own, *body) if class_of(node) in classes), None)
