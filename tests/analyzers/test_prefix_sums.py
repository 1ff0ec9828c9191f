import pytest
from hypothesis import given
from hypothesis import strategies as st

from devmentor_analyzers.prefix_sums import PrefixSums


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(st.text(alphabet="aé😀", max_size=40), st.integers(0, 2_000), st.integers(1, 60))
def test_sums_are_what_counting_would_give(piece: str, place: int, times: int) -> None:
    text = piece * times
    sums = PrefixSums(text, utf16)

    assert sums.upto(place) == utf16(text[:place])
    found = sums.place(place)
    assert utf16(text[:found]) >= place or found == len(text)
    assert found == 0 or utf16(text[: found - 1]) < place


@pytest.mark.parametrize("length", [0, 511, 512, 513, 1_024])
def test_the_edges_of_the_steps_are_right(length: int) -> None:
    sums = PrefixSums("é" * length, lambda part: 2 * len(part))

    assert sums.upto(length + 5) == 2 * length
    assert sums.place(2 * length) == length
    assert sums.place(2 * length + 1) == length
