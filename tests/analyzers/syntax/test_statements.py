import textwrap

import pytest
from tree_sitter import Node

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.statements import can_move


def movable(text: str, first: str, last: str | None = None) -> bool:
    """Whether the statements from the one that begins with a text to another can move."""
    parsed = Parsed("python", textwrap.dedent(text))

    def statement(needle: str) -> Node:
        at = parsed.data.index(needle.encode())
        node = parsed.tree.root_node.descendant_for_byte_range(at, at + 1)
        while node is not None and node.parent and node.parent.type not in ("block", "module"):
            node = node.parent
        assert node is not None
        return node

    begin, end = statement(first), statement(last or first)
    block = begin.parent
    assert block is not None
    inside = [
        each for each in block.named_children if begin.start_byte <= each.start_byte < end.end_byte
    ]
    return can_move(block, inside)


LOOP = """\
def f(items):
    total, count = 0, 0
    for item in items:
        price = item.price
        total += price
        count += 1
        print(price)
    return total / count
"""


def test_statements_of_a_function_move() -> None:
    assert movable(LOOP, "print(price)")
    assert movable(LOOP, "price = ")
    assert movable("def f(a):\n    b = a + 1\n    c = b(x=a)\n    return c\n", "b =", "c =")


def test_statements_outside_of_a_function_stay() -> None:
    assert not movable("a = 1\nb = 2\n", "a", "b")
    assert not movable("class A:\n    b = 1\n    c = 2\n", "b", "c")


@pytest.mark.parametrize(("first", "last"), [("total +=", None), ("total +=", "count +=")])
def test_what_the_next_turn_of_a_loop_needs_stays(first: str, last: str | None) -> None:
    assert not movable(LOOP, first, last)


def test_what_is_only_perhaps_set_stays_where_it_was_set_before() -> None:
    text = "def f(a):\n    x = 0\n    if a:\n        x = 1\n    return x\n"

    assert not movable(text, "if a")


@pytest.mark.parametrize(
    "statement",
    ["return a", "yield a", "await a", "global b", "del a", "def g(): ...", "g([b for b in a])"],
)
def test_what_would_not_be_the_same_in_another_function_stays(statement: str) -> None:
    assert not movable(f"async def f(a):\n    {statement}\n", statement)


def test_what_follows_a_dot_is_no_variable() -> None:
    text = "def f(a):\n    a.x = 1\n    x = 2\n    g(x)\n"

    assert movable(text, "x = 2")
