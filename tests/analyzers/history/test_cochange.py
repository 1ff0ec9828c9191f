from tests.analyzers.history.pasts import past

from devmentor_analyzers.history.cochange import Pair, changes_together

TOGETHER = (0, ["a.py", "b.py"])


def test_files_that_change_together_have_support_and_confidence() -> None:
    often = past(TOGETHER, TOGETHER, TOGETHER, (0, ["b.py"]))

    (pair,) = changes_together(often, support=2, confidence=0.5)

    assert pair == Pair("a.py", "b.py", 3, 3)
    assert pair.confidence == 1.0


def test_rare_and_loose_pairs_are_left_out() -> None:
    loose = past(TOGETHER, TOGETHER, *[(0, ["a.py"]), (0, ["b.py"])] * 3)

    assert changes_together(loose, support=3, confidence=0.1) == []
    assert changes_together(loose, support=2, confidence=0.5) == []


def test_huge_commits_tell_nothing() -> None:
    huge = past(*[(0, [f"f{number}.py" for number in range(31)])] * 5)

    assert changes_together(huge, support=2, confidence=0.1) == []


def test_one_of_the_two_must_be_wanted() -> None:
    often = past(TOGETHER, TOGETHER)

    found = changes_together(often, support=2, confidence=0.5, wanted=lambda each: each == "b.py")

    assert len(found) == 1
    assert not changes_together(often, support=2, confidence=0.5, wanted=lambda each: False)
