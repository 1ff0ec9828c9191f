from devmentor_analyzers.index.graph import Usage
from devmentor_analyzers.index.ranking import rank


def test_a_symbol_that_is_used_or_imported_or_used_by_other_hits_ranks_higher() -> None:
    plain = rank(1.0, "function", 0.0, Usage())

    assert plain.graph == 1
    for usage in (Usage(users=9), Usage(importers=9), Usage(hits=9)):
        assert rank(1.0, "function", 0.0, usage).score > plain.score


def test_use_counts_less_when_many_symbols_share_the_name() -> None:
    alone, one_of_many = Usage(users=50), Usage(users=50, owners=40)

    assert rank(1, "method", 0, alone).graph > rank(1, "method", 0, one_of_many).graph > 1


def test_functions_and_names_asked_for_rank_higher() -> None:
    assert rank(1, "function", 0, Usage()).score > rank(1, "class", 0, Usage()).score
    assert rank(1, "function", 1, Usage()).score > rank(1, "function", 0.5, Usage()).score
