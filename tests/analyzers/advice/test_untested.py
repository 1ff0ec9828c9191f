from pathlib import Path

from tests.analyzers.documents import document

from devmentor_analyzers.advice.coverage_files import Reached
from devmentor_analyzers.advice.untested import untested
from devmentor_analyzers.syntax.outline import outline
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding

TEXT = """\
def first(x):
    if x:
        return 1

    return 2


def second():
    def inner():
        return 3
    return inner
"""
ALL = (range(1000),)


def findings(reached: Reached, changed: tuple[range, ...] = ALL) -> list[Finding]:
    snapshot = document(Path("/p/a.py"), TEXT)
    return untested(snapshot, outline(Parsed("python", TEXT)), changed, reached)


def test_changed_lines_that_no_test_reached_are_one_hint_a_function() -> None:
    (found,) = findings(Reached({0, 1}, {2, 4}))

    assert found.code == "untested-change"
    assert "`first` (lines 3, 5)" in found.message
    assert [each.range.start.line for each in found.related] == [2, 4]
    assert found.range.start.line == 0


def test_what_did_not_change_is_not_told() -> None:
    (found,) = findings(Reached({0, 1}, {2, 4}), (range(4, 5),))

    assert "`first` (line 5)" in found.message
    assert findings(Reached({0, 1}, {2, 4}), (range(6, 9),)) == []


def test_a_line_of_an_inner_function_is_the_inner_ones() -> None:
    (found,) = findings(Reached({7, 8, 10}, {9}))

    assert "`inner`" in found.message


def test_when_only_hits_are_known_a_function_counts_when_it_has_none() -> None:
    found = findings(Reached({0, 1, 7, 8, 10}, None))

    assert ["`inner`" in each.message for each in found] == [True]
    assert findings(Reached({0, 1, 7, 9, 10}, None)) == []


def test_all_reached_is_all_well() -> None:
    assert findings(Reached({1, 2, 4, 9, 10}, set())) == []
