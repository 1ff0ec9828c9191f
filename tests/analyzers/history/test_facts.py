import os
from pathlib import Path

import pytest

from devmentor_analyzers.history.cochange import Pair
from devmentor_analyzers.history.facts import Facts, as_json, facts, from_json, shown
from devmentor_analyzers.history.hotspots import Hotspot
from devmentor_analyzers.history.insights import Insights
from devmentor_analyzers.history.past import Past
from devmentor_analyzers.history.repository import Repository

ODD = os.fsdecode(b"odd\xff.py")


def insights(hot: int, commits: int = 50) -> Insights:
    return Insights(
        repository=Repository(Path("/shop"), "11" * 20, shallow=False, partial=False),
        past=Past([], [], frozenset()),
        hotspots=[Hotspot(f"f{number}.py", commits, 10, 2) for number in range(hot)],
        folders=[],
        files=[],
        pairs=[Pair("a.py", "b.py", 9, 10), Pair("a.py", "c.py", 8, 10)],
        ages=[],
    )


def test_few_files_are_hotspots_and_none_of_a_small_project() -> None:
    assert list(facts(insights(1_000)).hot) == ["f0.py", "f1.py", "f2.py", "f3.py", "f4.py"]
    assert list(facts(insights(40)).hot) == ["f0.py", "f1.py"]
    assert not facts(insights(19)).hot
    assert not facts(insights(100, commits=9)).hot


def test_partners_keep_their_order() -> None:
    partners = [pair.partner for pair in facts(insights(0)).together["a.py"]]

    assert partners == ["b.py", "c.py"]


def test_what_is_written_is_read_back() -> None:
    known = Facts(
        {ODD: Hotspot(ODD, 1, 2, 3)},
        {"a.py": (Pair("a.py", "b.py", 9, 10), Pair("a.py", ODD, 8, 10))},
    )

    assert as_json(known).isascii()
    assert from_json(as_json(known)) == known


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"hot": [{}], "pairs": []}'])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        from_json(text)


def test_names_that_are_not_utf8_can_be_sent() -> None:
    assert shown(ODD) == "odd\ufffd.py"
