"""Whether a name of Python means something at a place: by scopes, and by what runs before it.

In doubt it does: a name is called unknown only where using it would fail.
"""

import builtins
import re
from collections.abc import Iterator
from itertools import islice

from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.scopes import COMPREHENSIONS, PARAMETERS, scope_of, seen_from
from devmentor_analyzers.syntax.targets import is_bound
from devmentor_protocol.position import Position

_BUILTINS = frozenset(dir(builtins))
_ANYWHERE = frozenset({"ERROR", "global_statement", "nonlocal_statement", "case_pattern"})
"""What is said in these may be about any scope, or is not understood."""

_LOOPS = frozenset({"for_statement", "while_statement"})
_STAR = re.compile(rb"\bimport\s*\(?\s*\*")
_MOST = 300
"""Mentions looked at; a name mentioned more often is known."""


class Place:
    """A place in a document, and the names that mean something there."""

    def __init__(self, parsed: Parsed, at: Position) -> None:
        self._parsed = parsed
        self._byte = parsed.byte(at)
        root = parsed.tree.root_node
        here = root.descendant_for_byte_range(max(0, self._byte - 1), self._byte)
        self._here = here or root
        self._is_exempt = here is None or _is_exempt(here)
        self._scope = scope_of(self._here)
        self._outer = list(seen_from(self._scope))

    def sees(self, name: str) -> bool:
        """Tell whether a name has a meaning; the word that touches the place says nothing."""
        if self._is_exempt or name in _BUILTINS:
            return True
        mentioned = list(islice(mentions(self._parsed, name), _MOST))
        bound = [each for each in mentioned if not self._touches(each) and binds(each)]
        if not bound or len(mentioned) == _MOST or any(is_anywhere(each) for each in bound):
            return True
        homes = [home(each) for each in bound]
        own = [each for each, home in zip(bound, homes, strict=True) if home == self._scope]
        if any(self._reaches(each) for each in own) and not self._is_deleted(mentioned, own):
            return True
        if own and self._scope.type == "function_definition":
            return False  # a local variable hides the outer one, even before it has a value
        return any(home in self._outer for home in homes) or self._may_be_imported()

    def _may_be_imported(self) -> bool:
        data = self._parsed.data
        is_outermost = self._scope.parent is None
        return _STAR.search(data[: self._here.start_byte] if is_outermost else data) is not None

    def _touches(self, node: Node) -> bool:
        return node.start_byte <= self._byte <= node.end_byte

    def _reaches(self, bound: Node) -> bool:
        """Tell whether a binding may have been made before its scope runs into this place."""
        if bound.start_byte < self._here.start_byte or self._scope.type in COMPREHENSIONS:
            return True
        node: Node | None = self._here
        while node is not None and node != self._scope:
            if node.type in _LOOPS and node.end_byte > bound.start_byte:
                return True
            node = node.parent
        return False

    def _is_deleted(self, mentioned: list[Node], own: list[Node]) -> bool:
        """Tell whether `del` comes last of all that happens to the name, for certain."""
        gone = [each.end_byte for each in mentioned if self._deletes(each)]
        return bool(gone) and not any(max(gone) < each.start_byte for each in own)

    def _deletes(self, node: Node) -> bool:
        """Tell whether a node is in a `del` that is always run before this place."""
        parent = node.parent
        if parent is not None and parent.type == "expression_list":
            parent = parent.parent
        if parent is None or parent.type != "delete_statement":
            return False
        block = parent.parent
        if block is None or (block.parent is None and parent.start_point.column > 0):
            return False
        is_before = parent.end_byte <= self._here.start_byte <= block.end_byte
        return is_before and scope_of(node) == self._scope


def identifiers(parsed: Parsed, name: str) -> Iterator[Node]:
    """Where a name is written, be it a variable's, an attribute's or an argument's."""
    word = re.compile(rb"(?<![\w\x80-\xff])" + re.escape(name.encode()) + rb"(?![\w\x80-\xff])")
    root = parsed.tree.root_node
    for match in word.finditer(parsed.data):
        node = root.descendant_for_byte_range(*match.span())
        if node is not None and node.type == "identifier" and node.byte_range == match.span():
            yield node


def mentions(parsed: Parsed, name: str) -> Iterator[Node]:
    """Where the name stands as a name of its own: not behind a dot, not as a keyword of a call."""
    for node in identifiers(parsed, name):
        parent = node.parent
        is_in_call = parent is not None and parent.type == "keyword_argument"
        is_keyword = is_in_call and parent and parent.child_by_field_name("name") == node
        if not is_keyword and parsed.data[node.start_byte - 1 : node.start_byte] != b".":
            yield node


def binds(node: Node) -> bool:
    """Tell whether a name is given a meaning here, or may be."""
    return is_bound(node) or is_anywhere(node)


def is_anywhere(node: Node) -> bool:
    """Tell whether what is said here may be about any scope."""
    parent = node.parent
    outer = parent.parent if parent is not None else None
    if parent is None or parent.type in _ANYWHERE:
        return True
    return outer is not None and outer.parent is not None and outer.type in _ANYWHERE


def home(bound: Node) -> Node:
    """The scope a binding is made in."""
    parent = bound.parent
    while parent is not None and parent.type not in PARAMETERS and "parameter" in parent.type:
        parent = parent.parent
    is_parameter = parent is not None and parent.type in PARAMETERS
    scope = scope_of(bound, parameter=is_parameter)
    if bound.parent is not None and bound.parent.type == "named_expression":
        while scope.type in COMPREHENSIONS:
            scope = scope_of(scope)
    return scope


def _is_exempt(node: Node) -> bool:
    """Annotations may name what comes later; what is not understood is not judged."""
    around = node
    while (parent := around.parent) is not None:
        if around.type in ("ERROR", "type"):
            return True
        around, node = parent, around
    return around.type == "ERROR" and node.start_point.column > 0
