"""Cognitive complexity of a function and what drives it.

After G. Ann Campbell, "Cognitive Complexity: a new way of measuring understandability", SonarSource,
version 1.7 (2023). What it leaves to each language is decided as SonarSource's analyzers do: an
`else` of a Python loop counts, a recursive call counts once, and only where methods are not
overloaded, for there a call of the same name says nothing.
"""

from collections.abc import Iterator

from tree_sitter import Node

from devmentor_analyzers.metrics.constructs import NESTING, Constructs, constructs, jumps, operator
from devmentor_analyzers.metrics.values import Driver
from devmentor_analyzers.syntax.parsed import Parsed

_OVERLOADED = frozenset({"java", "csharp", "cpp"})
_FUNCTIONS = frozenset({"function", "lambda"})
Step = tuple[Node, int]
"""A node to look at, and how many constructs it stands in."""


def cognitive(parsed: Parsed, function: Node, name: str) -> tuple[Driver, ...]:
    """What makes a function hard to understand, in the order of the text."""
    walk = _Walk(parsed, function, name)
    return tuple(sorted(walk.drivers(), key=lambda driver: driver.line))


class _Walk:
    """One way through a function, without recursion: code may be nested beyond any stack."""

    def __init__(self, parsed: Parsed, function: Node, name: str) -> None:
        self._parsed = parsed
        self._kind: Constructs = constructs(parsed.language)
        self._function = function
        self._name = "" if parsed.language in _OVERLOADED else name
        self._steps: list[Step] = []

    def drivers(self) -> Iterator[Driver]:
        self._all(self._start(), 0)
        recursive = False
        while self._steps:
            node, nesting = self._steps.pop()
            kind = self._kind(node)
            if kind == "call" and not recursive and self._is_recursive(node):
                recursive = True
                yield self._driver(node, "recursion", 1)
            yield from self._one(node, kind, nesting)

    def _start(self) -> Node:
        """The function, or the one a decorator makes: the paper exempts what is around it."""
        start = self._function
        while self._parsed.language == "python" and (inner := _made_by_decorator(start)):
            start = inner
        return start

    def _one(self, node: Node, kind: str, nesting: int) -> Iterator[Driver]:
        if kind == "if" and self._is_else_if(node):
            kind = "else if"
        if kind in NESTING:
            yield self._driver(node, kind, 1 + nesting)
            yield from self._inside(node, nesting, nesting + 1)
        elif kind == "else if":
            yield self._driver(node, kind, 1)
            yield from self._inside(node, nesting - 1, nesting)
        elif kind == "else" and self._counts(node):
            yield self._driver(node, kind, 1)
            self._all(node, nesting)
        elif kind == "logic" and operator(node):
            yield from self._sequences(node, nesting)
        elif kind in _FUNCTIONS:
            self._all(node, nesting + 1)
        else:
            if kind == "jump" and jumps(node, self._parsed.language):
                yield self._driver(node, "jump", 1)
            self._all(node, nesting)

    def _inside(self, node: Node, outer: int, inner: int) -> Iterator[Driver]:
        """Conditions stand where their statement stands, all else one deeper."""
        condition = node.child_by_field_name("condition")
        for child in node.named_children:
            self._steps.append((child, outer if child == condition else inner))
        if (plain := self._plain_else(node)) is not None:
            yield self._driver(plain, "else", 1)

    def _all(self, node: Node, nesting: int) -> None:
        self._steps += [(child, nesting) for child in node.named_children]

    def _is_else_if(self, node: Node) -> bool:
        """`else if` as an `if` in an `else`, or as the other branch of an `if`."""
        parent = node.parent
        if parent is None:
            return False
        if self._kind(parent) == "else":
            return next(iter(parent.named_children), None) == node and _is_bare(parent)
        return self._kind(parent) == "if" and parent.child_by_field_name("alternative") == node

    def _counts(self, node: Node) -> bool:
        """An `else` that is no `else if`, and not the default of a switch."""
        parent = node.parent
        first = next(iter(node.named_children), None)
        if first is not None and self._kind(first) == "if" and self._is_else_if(first):
            return False
        return parent is not None and self._kind(parent) not in {"switch", ""}

    def _plain_else(self, node: Node) -> Node | None:
        """The other branch, in languages that have no node for `else`."""
        other = node.child_by_field_name("alternative")
        if self._kind(node) != "if" or other is None:
            return None
        return None if self._kind(other) in {"if", "else", "else if"} else other

    def _sequences(self, node: Node, nesting: int) -> Iterator[Driver]:
        """One for each run of the same operator: `a && b && c || d` is two."""
        last = ""
        waiting: list[Node | str] = [node]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                if part != last:
                    yield self._driver(node, f"`{part}`", 1)
                last = part
                continue
            inner = _unwrapped(part)
            word = operator(inner) if self._kind(inner) == "logic" else ""
            if word:
                first, *others = [each for each in inner.named_children if not each.is_extra]
                rest = [each for other in others for each in (word, other)]
                waiting += [*reversed(rest), first]
            else:
                self._steps.append((part, nesting))

    def _is_recursive(self, call: Node) -> bool:
        for field in ("function", "name", "method"):
            callee = call.child_by_field_name(field)
            if callee is not None and callee.end_byte - callee.start_byte < 200:
                said = self._parsed.name(callee)
                if call.child_by_field_name("receiver") or call.child_by_field_name("object"):
                    return False
                return bool(self._name) and said in {
                    self._name,
                    f"self.{self._name}",
                    f"this.{self._name}",
                }
        return False

    def _driver(self, node: Node, reason: str, increment: int) -> Driver:
        return Driver(self._parsed.line_of(node.start_byte), reason, increment)


def _is_bare(otherwise: Node) -> bool:
    """Tell an `else if` from an `else { if … }` where the block is no node of its own (Ruby)."""
    return otherwise.type == "else_clause"


def _unwrapped(node: Node) -> Node:
    while (
        node.type in {"parenthesized_expression", "parenthesized_statements"}
        and len(inside := node.named_children) == 1
    ):
        node = inside[0]
    return node


def _made_by_decorator(function: Node) -> Node | None:
    """The only thing in a function, which it returns."""
    body = function.child_by_field_name("body")
    parts = [each for each in body.named_children if each.type != "comment"] if body else []
    if len(parts) == 2 and parts[1].type == "return_statement":
        inner = parts[0]
        return inner if inner.type == "function_definition" else None
    return None
