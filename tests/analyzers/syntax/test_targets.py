import pytest

from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.targets import is_bound


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("x = 1", True),
        ("x += 1", True),
        ("a, (x, b) = c", True),
        ("x: int = 1", True),
        ("for x in a: ...", True),
        ("[a for x in b]", True),
        ("import x", True),
        ("from a import x", True),
        ("import a as x", True),
        ("with a as x: ...", True),
        ("def x(): ...", True),
        ("def f(x): ...", True),
        ("def f(*x): ...", True),
        ("def f(x: int = 1): ...", True),
        ("lambda x: 1", True),
        ("(x := 1)", True),
        ("match a:\n    case x: ...", True),
        ("match a:\n    case [x, 1] | {'b': x, **c}: ...", True),
        ("match a:\n    case [1, *x]: ...", True),
        ("match a:\n    case {**x}: ...", True),
        ("match a:\n    case b() as x: ...", True),
        ("match a:\n    case b(c=x): ...", True),
        ("match a:\n    case b(x=c): ...", False),
        ("match a:\n    case x(c=b): ...", False),
        ("match a:\n    case x.b: ...", False),
        ("match a:\n    case b.x: ...", False),
        ("from x import a", False),
        ("import x as a", False),
        ("a = x + 1", False),
        ("f(x)", False),
        ("f(a=x)", False),
        ("x.a = 1", False),
        ("x[0] = 1", False),
    ],
)
def test_a_name_is_bound_where_it_gets_its_meaning(text: str, bound: bool) -> None:
    parsed = Parsed("python", f"{text}\n")
    at = text.index("x")

    name = parsed.tree.root_node.descendant_for_byte_range(at, at + 1)

    assert name is not None
    assert is_bound(name) is bound
