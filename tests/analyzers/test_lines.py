import pytest
from hypothesis import given
from hypothesis import strategies as st

from devmentor_analyzers.lines import Encoding, LineIndex
from devmentor_protocol.position import Position


def test_mixed_line_ends_each_end_one_line() -> None:
    index = LineIndex("a\nb\r\nc\rd")

    assert index.starts == [0, 2, 5, 7]
    assert [index.line(number) for number in range(5)] == ["a", "b", "c", "d", ""]


@pytest.mark.parametrize("separator", ["\f", "\v", "\x85", "\u2028"])
def test_what_python_calls_a_line_end_and_lsp_does_not_stays_in_the_line(separator: str) -> None:
    assert LineIndex(f"a{separator}b\nc").starts == [0, 4]


@pytest.mark.parametrize(("encoding", "units"), [("utf-8", 6), ("utf-16", 3), ("utf-32", 2)])
def test_a_position_counts_in_the_units_of_its_encoding(encoding: Encoding, units: int) -> None:
    index = LineIndex("é😀x")
    at = Position(line=0, character=2)

    assert index.encode(at, encoding).character == units
    assert index.decode(Position(line=0, character=units), encoding) == at


def test_a_place_past_the_end_of_a_line_or_text_is_that_end() -> None:
    index = LineIndex("ab\ncd")

    assert index.offset(Position(line=0, character=9)) == 2
    assert index.offset(Position(line=9, character=0)) == 5


@given(st.text(), st.integers(min_value=0))
def test_offsets_and_positions_are_each_others_inverse(text: str, number: int) -> None:
    index = LineIndex(text)
    offset = index.starts[number % len(index.starts)]

    assert index.offset(index.position(offset)) == offset


@given(
    st.text("ab\r\n", max_size=30), st.text("ab\r\n", max_size=6), st.integers(0), st.integers(0)
)
def test_lines_after_an_edit_are_those_of_the_new_text(
    text: str, new: str, one: int, other: int
) -> None:
    index = LineIndex(text)
    start, end = sorted((one % (len(text) + 1), other % (len(text) + 1)))
    assert index.starts

    after = index.replaced(start, end, new)

    assert after.text == text[:start] + new + text[end:]
    assert after.starts == LineIndex(after.text).starts
