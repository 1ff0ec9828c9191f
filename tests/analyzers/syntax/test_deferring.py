import pytest
from tree_sitter import Node

from devmentor_analyzers.syntax.deferring import is_deferred
from devmentor_analyzers.syntax.parsed import Parsed


def call(text: str) -> Node:
    """The call of `g` in a text."""
    waiting = [Parsed("python", text).tree.root_node]
    while waiting:
        node = waiting.pop()
        if node.type == "call" and node.text == b"g()":
            return node
        waiting += node.children
    raise AssertionError(text)


@pytest.mark.parametrize(
    "text",
    [
        "x = 1; y = g()",
        "def f(): return g()",
        "class A: x = g()",
        "x = g() - g()",
        "x = a and g()",
        "x = a or (b, g())",
        "x = a < b < g()",
        "x = g() if a else b",
        "x = a if b else g()",
        "assert a, g()",
        "while g():\n    pass",
        "if a:\n    pass\nelif g():\n    pass",
        "try:\n    pass\nexcept g():\n    pass",
        "match a:\n    case 1 if g():\n        pass",
        "x = lambda: g()",
        "x = [g() for a in b]",
        "x = [a for a in b for c in g()]",
        "x = {a: b for a in b if g()}",
        "with a() as b, g() as c:\n    pass",
    ],
)
def test_what_may_be_asked_never_late_or_often_is_deferred(text: str) -> None:
    assert is_deferred(call(text))


@pytest.mark.parametrize(
    "text",
    [
        "x = g() and a",
        "x = a < g() < b",
        "x = a if g() else b",
        "assert g(), a",
        "if g():\n    pass",
        "while a:\n    g()",
        "for a in g():\n    pass",
        "x = [a for a in g()]",
        "with g() as b, c:\n    pass",
        "x = f(1, g())",
        "if a:\n    pass\nelse:\n    return g()",
        "lambda_ = [\n    # first\n    g() and a\n]",
    ],
)
def test_what_is_asked_once_with_its_statement_is_not(text: str) -> None:
    assert not is_deferred(call(text))


def test_it_does_not_matter_when_a_literal_is_asked() -> None:
    root = Parsed("python", "x = a or 'b'\n").tree.root_node
    literal = root.descendant_for_byte_range(9, 12)

    assert literal is not None
    while literal.type != "string":
        assert literal.parent is not None
        literal = literal.parent
    assert not is_deferred(literal)
