from pathlib import Path

from devmentor_analyzers.syntax.calls import (
    base_names,
    called_names,
    class_based_on,
    is_called,
    uses_of_super,
)
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.values import Location
from devmentor_protocol.position import Position, Range


def at(line: int, character: int) -> Position:
    return Position(line=line, character=character)


def test_the_names_of_calls_are_found_in_order() -> None:
    parsed = Parsed("python", "def f():\n    a.b(c(1))\n    d[0]()\n\ne()\n")

    found = called_names(parsed, Range.of(0, 0, 2, 10))

    assert [(each.start.line, each.start.character) for each in found] == [(1, 6), (1, 8), (2, 4)]


def test_a_name_is_called_only_in_front_of_the_parentheses() -> None:
    parsed = Parsed("python", "a.b(c)\n")

    assert is_called(parsed, at(0, 2))
    assert not is_called(parsed, at(0, 0))
    assert not is_called(parsed, at(0, 4))
    assert not is_called(Parsed("python", ""), at(0, 0))


def test_bases_are_names_attributes_and_generics_but_no_keywords() -> None:
    parsed = Parsed("python", "class A(B, m.C, D[int], metaclass=M): ...\ndef f(): ...\n")

    found = base_names(parsed, at(0, 6))

    assert [each.start.character for each in found] == [8, 13, 16]
    assert base_names(parsed, at(1, 4)) == []


def test_the_class_below_a_base_is_found() -> None:
    parsed = Parsed("python", "class A(m.B, C[int]): ...\nf(B)\n")

    def below(line: int, character: int) -> Range | None:
        used = Location(Path("a.py"), Range.of(line, character, line, character + 1))
        return class_based_on(parsed, used)

    assert below(0, 10) == below(0, 13) == Range.of(0, 6, 0, 7)
    assert below(0, 15) is None
    assert below(1, 2) is None


def test_uses_of_super_are_those_of_the_name_inside_of_the_class() -> None:
    text = (
        "class A(B):\n    def f(self):\n        super().f()\n        super(A, self).f\n"
        "        super().g()\n        self.f()\n\n\nclass C(B):\n    def f(self):\n        super().f()\n"
    )
    found = uses_of_super(Parsed("python", text), Range.of(0, 0, 6, 0), "f")

    assert [each.start.line for each in found] == [2, 3]
