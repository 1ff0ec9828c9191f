import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from devmentor_protocol.position import Position, Range

POSITIONS = st.builds(Position, line=st.integers(0, 5), character=st.integers(0, 5))


@given(POSITIONS, POSITIONS)
def test_positions_are_ordered_by_line_then_character(one: Position, other: Position) -> None:
    assert (one < other) == ((one.line, one.character) < (other.line, other.character))
    assert (one <= other) == (one < other or one == other)


def test_a_range_contains_both_its_ends() -> None:
    found = Range.of(1, 2, 3, 4)

    assert found.contains(found.start)
    assert found.contains(found.end)
    assert not found.contains(Position(line=3, character=5))


def test_ranges_that_touch_overlap() -> None:
    assert Range.of(0, 0, 0, 4).overlaps(Range.of(0, 4, 0, 9))
    assert not Range.of(0, 0, 0, 4).overlaps(Range.of(0, 5, 0, 9))


def test_nothing_is_before_the_start_of_a_text() -> None:
    with pytest.raises(ValidationError):
        Position(line=-1, character=0)
