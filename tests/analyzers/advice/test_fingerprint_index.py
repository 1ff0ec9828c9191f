from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from devmentor_analyzers.advice.fingerprint_index import FingerprintIndex

A, B, C = Path("a"), Path("b"), Path("c")


def test_files_that_share_most_come_first() -> None:
    index = FingerprintIndex()
    index.put(A, [1, 2, 3])
    index.put(B, [3])
    index.put(C, [1, 2])

    assert index.sharing(A, [1, 2, 3]) == [C, B]


def test_a_file_has_only_its_newest() -> None:
    index = FingerprintIndex()
    index.put(A, [1])
    index.put(A, [2])

    assert index.sharing(B, [1]) == []
    assert index.sharing(B, [2]) == [A]


def test_a_removed_file_shares_nothing() -> None:
    index = FingerprintIndex()
    index.put(A, [1])
    index.remove(A)

    assert index.sharing(B, [1]) == []


def test_what_very_many_files_share_is_no_copy() -> None:
    index = FingerprintIndex()
    for number in range(200):
        index.put(Path(str(number)), [1, 1000 + number])

    assert index.sharing(A, [1]) == [] or len(index.sharing(A, [1])) <= 32
    assert index.sharing(A, [1000]) == [Path("0")]


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.sets(st.integers(0, 40), max_size=6)),
        max_size=120,
    )
)
def test_whatever_order_files_come_in_the_same_is_known(puts: list[tuple[int, set[int]]]) -> None:
    index, truth = FingerprintIndex(), dict[Path, set[int]]()
    for number, hashes in puts:
        index.put(Path(str(number)), hashes)
        truth[Path(str(number))] = hashes

    for path, hashes in truth.items():
        rare = {h for h in hashes if sum(h in each for each in truth.values()) <= 20}
        wanted = {other for other, each in truth.items() if other != path and each & rare}
        assert wanted <= set(index.sharing(path, rare))
