import pytest

from devmentor_analyzers.advice.choices import Choices


def test_choices_cross_to_another_process_and_back() -> None:
    chosen = Choices(too_complex=9, secret=False)

    assert Choices.from_json(chosen.as_json()) == chosen


def test_silence_is_false() -> None:
    assert not Choices.silent()
    assert Choices()


def test_a_report_holds_what_is_more_than_a_hint() -> None:
    assert Choices().told(()).secret
    assert Choices().told(()).too_complex == 0


@pytest.mark.parametrize("code", ["too-complex", "too"])
def test_a_hint_that_is_selected_is_in_a_report_with_its_own_limit(code: str) -> None:
    told = Choices(too_complex=7).told([code])

    assert told.too_complex == 7
    assert not told.secret


def test_only_rules_about_code_need_a_tree() -> None:
    assert Choices().needs_tree
    assert not Choices().told(()).needs_tree
