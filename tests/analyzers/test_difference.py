from hypothesis import given
from hypothesis import strategies as st

from devmentor_analyzers.difference import differing

TEXTS = st.text("ab\n", max_size=30)


@given(TEXTS, TEXTS)
def test_the_rest_is_the_same_on_both_sides(before: str, after: str) -> None:
    start, old_end, new_end = differing(before, after)

    assert start <= min(old_end, new_end)
    assert before[:start] == after[:start]
    assert before[old_end:] == after[new_end:]


@given(st.binary(max_size=10), st.binary(min_size=1, max_size=5), st.binary(max_size=10))
def test_an_insertion_is_no_longer_than_what_was_inserted(
    head: bytes, new: bytes, tail: bytes
) -> None:
    start, old_end, new_end = differing(head + tail, head + new + tail)

    assert (old_end - start, new_end - start) == (0, len(new))
