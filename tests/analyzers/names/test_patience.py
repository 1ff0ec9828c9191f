import pytest

from devmentor_analyzers.names.patience import NotWanted, Patience


def test_a_search_ends_with_its_time() -> None:
    patience = Patience()

    patience.begin(60)
    assert patience.may_search()

    patience.begin(0)
    assert not patience.may_search()
    patience.check()


def test_a_stopped_question_is_given_up_and_the_next_one_is_not() -> None:
    patience = Patience()
    patience.begin(60)

    patience.stop()

    assert not patience.may_search()
    with pytest.raises(NotWanted):
        patience.check()
    patience.begin(60)
    patience.check()
