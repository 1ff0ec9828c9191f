import pytest

from devmentor_analyzers.syntax.inlining import inlinable
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Position


@pytest.mark.parametrize(
    ("text", "character", "fits"),
    [
        ("a = 1\nb(a)\n", 0, True),
        ("a = 1\nb(a)\n", 1, True),
        ("a = 1\nb = a + 1\n", 0, True),
        ("a = 1\nb(a=a)\n", 0, False),
        ("a = 1\n", 0, False),
        ("b(a)\na = 1\n", 2, False),
        ("if c: a = 1\nelse: b(a)\n", 6, False),
        ("a = 1\na = 2\nb(a)\n", 0, False),
        ("a: int\nb(a)\n", 0, False),
        ("a, c = d\nb(a)\n", 0, False),
        ("a += 1\nb(a)\n", 0, False),
        ("a = f()\nb(a)\n", 0, True),
        ("a = f()\n# why\nb(c.d, a)\n", 0, True),
        ("a = c.d\nif a:\n    b()\n", 0, True),
        ("a = f()\nb(a, a)\n", 0, False),
        ("a = f()\ng()\nb(a)\n", 0, False),
        ("a = f()\nb(g(), a)\n", 0, False),
        ("a = f()\nif c:\n    b(a)\n", 0, False),
        ("a = f()\nwhile a:\n    b()\n", 0, False),
        ("a = f()\nb = c and a\n", 0, False),
        ("a = []\nb(a)\nc(a)\n", 0, False),
        ("a = c + 1\nb(a)\nd(a)\n", 0, True),
        ("a = c + 1\nc = 2\nb(a)\n", 0, False),
        ("a = c + 1\nwhile d:\n    b(a)\n    c += 1\n", 0, False),
        ("a = c\nf()\nb(a)\ndef f():\n    global c\n    c = 1\n", 0, False),
        ("a = 1\nmatch b:\n    case a:\n        c(a)\n", 0, False),
        ("a = 1\nmatch b:\n    case [*a]:\n        c(a)\n", 0, False),
        ("a = 1\nb(a)\ndel a\n", 0, False),
        ("a = 1\nb(a)\ndel (c, a)\n", 0, False),
        ("a = c\ndel c\nb(a)\n", 0, False),
        ("a = 1\nb(a)\ndel c[a]\n", 0, True),
        ("c.a()\na = 1\nb(a)\n", 2, False),
        ("a = 1\nb.a(a)\n", 0, True),
        ("a = 1\nb.a()\n", 0, False),
        ("5\n", 0, False),
        ("", 0, False),
    ],
)
def test_a_variable_is_inlined_only_where_the_same_is_worked_out(
    text: str, character: int, fits: bool
) -> None:
    assert inlinable(Parsed("python", text), Position(line=0, character=character)) is fits


def test_an_attribute_of_a_class_is_read_by_others() -> None:
    text = "class A:\n    a = 1\n    b = a\n    def f(self): return self.a\n"

    assert not inlinable(Parsed("python", text), Position(line=1, character=4))
