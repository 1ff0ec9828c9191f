from tests.analyzers.history.pasts import past

from devmentor_analyzers.history.hotspots import Hotspot, authors_of, churn, hotspots

PAST = past((0, ["a.py", "b.py"]), (1, ["a.py"]), (1, ["b.py", "c.py"]), (0, ["a.py"]))
COMPLEXITY = {"a.py": 10, "b.py": 20, "c.py": 0}


def test_what_is_complex_and_often_changed_comes_first() -> None:
    found = hotspots(PAST, ["a.py", "b.py"], COMPLEXITY.get)

    assert found == [Hotspot("b.py", 2, 20, 2), Hotspot("a.py", 3, 10, 2)]
    assert found[0].score == 40


def test_what_is_simple_unreadable_or_never_changed_is_no_hotspot() -> None:
    assert hotspots(PAST, ["c.py", "gone.py", "never.py"], COMPLEXITY.get) == []


def test_changes_are_counted_by_file_and_by_author() -> None:
    assert churn(PAST)["a.py"] == 3
    assert authors_of(PAST)["a.py"] == {0: 2, 1: 1}
