from devmentor_analyzers.symbols.matching import matcher


def test_closer_matches_rank_better() -> None:
    rank = matcher("Select")
    names = ["Select", "select", "SelectBase", "CompoundSelect", "SafelyElect"]

    assert [rank(name) for name in names] == [0, 1, 2, 3, 4]
    assert rank("Insert") is None


def test_an_empty_query_matches_everything_and_patterns_are_plain_text() -> None:
    assert matcher("")("anything") is not None
    assert matcher(".*")("anything") is None
