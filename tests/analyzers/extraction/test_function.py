import ast

from tests.analyzers.extraction.marked import selection

from devmentor_analyzers.extraction.function import NewFunction, new_function
from devmentor_analyzers.extraction.place import statements_at


def of(marked: str) -> NewFunction:
    text, (first, _), (last, _) = selection(marked)
    place = statements_at(ast.parse(text), text.split("\n"), first + 1, last + 1)
    return new_function(place, "g")


def test_what_it_needs_and_gives_back_is_in_the_order_of_the_text() -> None:
    made = of("def f(a, b):\n    «d = b + a\n    c = len(d)»\n    return d, c\n")

    assert made.head == ["def g(b, a):"]
    assert made.statement == "d, c = g(b, a)"


def test_names_of_the_module_are_set_there() -> None:
    made = of("def f():\n    global a\n    «a = a + b»\n")

    assert (made.globals, made.inputs, made.statement) == (["a"], [], "g()")


def test_a_method_of_the_class_is_called_on_it() -> None:
    made = of("class A:\n    def __new__(cls, a):\n        «b = a»\n        return b\n")

    assert made.head == ["@classmethod", "def g(cls, a):"]
    assert made.statement == "b = cls.g(a)"


def test_what_waits_is_awaited() -> None:
    made = of("async def f(a):\n    «async with a: pass»\n    return 1\n")

    assert (made.head, made.statement) == (["async def g(a):"], "await g(a)")


def test_what_returns_is_returned() -> None:
    assert of("def f(a):\n    «return a»\n").statement == "return g(a)"
