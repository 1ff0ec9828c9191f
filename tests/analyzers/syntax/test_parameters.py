import pytest

from devmentor_analyzers.syntax.parameters import method_with, parameter_of
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
