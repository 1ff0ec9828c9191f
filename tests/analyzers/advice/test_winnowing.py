from array import array

from hypothesis import given
from hypothesis import strategies as st

from devmentor_analyzers.advice.winnowing import fingerprints

KINDS = st.lists(st.integers(0, 5), max_size=60)


def hashes(kinds: list[int], least: int) -> set[int]:
    return {hashed for hashed, _ in fingerprints(array("H", kinds), least)}


@given(KINDS, KINDS, KINDS, st.lists(st.integers(0, 5), min_size=10, max_size=20))
def test_texts_that_share_a_long_enough_row_share_a_fingerprint(
    before: list[int], after: list[int], other: list[int], shared: list[int]
) -> None:
    one, two = before + shared + after, other + shared

    assert hashes(one, 10) & hashes(two, 10)


@given(KINDS)
def test_places_are_in_the_text_and_in_order(kinds: list[int]) -> None:
    places = [place for _, place in fingerprints(array("H", kinds), 10)]

    assert places == sorted(set(places))
    assert all(place + 5 <= len(kinds) for place in places)


def test_they_are_few() -> None:
    kinds = array("H", [(7 * n * n + n) % 101 for n in range(10_000)])

    assert len(list(fingerprints(kinds, 50))) < 1_500


def test_another_language_has_other_fingerprints() -> None:
    kinds = array("H", range(30))

    python = {hashed for hashed, _ in fingerprints(kinds, 10, b"python")}
    assert not python & {hashed for hashed, _ in fingerprints(kinds, 10, b"go")}
