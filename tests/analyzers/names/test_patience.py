import pytest

from devmentor_analyzers.names.patience import NotWanted, Patience


def test_a_search_ends_with_its_time() -> None:
    patience = Patience()

    patience.begin(1, 60)
    assert patience.may_search()

    patience.begin(2, 0)
    assert not patience.may_search()
    patience.check()


def test_a_stopped_question_is_given_up_and_the_next_one_is_not() -> None:
    patience = Patience()
    patience.begin(1, 60)

    patience.stop(1)

    assert not patience.may_search()
    with pytest.raises(NotWanted):
        patience.check()
    patience.begin(2, 60)
    patience.check()


def test_a_question_may_be_stopped_before_it_begins() -> None:
    patience = Patience()

    patience.stop(1)
    patience.begin(1, 60)

    assert not patience.may_search()
