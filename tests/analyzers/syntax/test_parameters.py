import pytest

from devmentor_analyzers.syntax.parameters import method_with, overloads_with, parameter_of
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Position, Range

PARSED = Parsed(
    "python",
    "class A:\n    def f(self, a, b: int, *c, d=1, e: int = 2, **g): ...\n"
    "    @staticmethod\n    def h(a): ...\ndef i(a): ...\n",
)


@pytest.mark.parametrize("name", list("abcdeg"))
def test_a_parameter_is_found_by_its_name(name: str) -> None:
    found = parameter_of(PARSED, Position(line=1, character=8), name)

    assert found is not None
    assert PARSED.data[PARSED.byte(found.start) : PARSED.byte(found.end)] == name.encode()
    assert method_with(PARSED, found) == Range.of(1, 8, 1, 9)


def test_what_is_no_parameter_of_a_method_has_none() -> None:
    assert parameter_of(PARSED, Position(line=1, character=8), "x") is None
    assert parameter_of(PARSED, Position(line=0, character=6), "a") is None
    assert method_with(PARSED, Range.of(4, 6, 4, 7)) is None
    assert method_with(PARSED, Range.of(1, 8, 1, 9)) is None
    assert method_with(PARSED, Range.of(3, 10, 3, 11)) == Range.of(3, 8, 3, 9)


OVERLOADED = """\
@overload
def f(a: int) -> int: ...
@typing.overload
def f(a: str) -> str: ...
def f(a): return a
def g(a): ...
class A:
    def f(self, a): ...
"""


@pytest.mark.parametrize("line", [1, 3, 4])
def test_overloads_belong_together(line: int) -> None:
    found = overloads_with(Parsed("python", OVERLOADED), Range.of(line, 6, line, 7))

    assert found == [Range.of(each, 4, each, 5) for each in (1, 3, 4)]


def test_functions_that_are_not_overloaded_stand_alone() -> None:
    parsed = Parsed("python", OVERLOADED)

    assert overloads_with(parsed, Range.of(5, 6, 5, 7)) == []
    assert overloads_with(parsed, Range.of(1, 4, 1, 5)) == []
    assert (
        overloads_with(Parsed("python", "def f(a): ...\ndef f(a): ...\n"), Range.of(0, 6, 0, 7))
        == []
    )
