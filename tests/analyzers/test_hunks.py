from pathlib import Path

from devmentor_analyzers.hunks import hunks
from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.values import Edit
from devmentor_protocol.position import Range

PATH = Path("/a.py")


def whole(text: str, after: str) -> Edit:
    end = LineIndex(text).position(len(text))
    return Edit(PATH, Range.of(0, 0, end.line, end.character), after)


def test_lines_that_stay_are_not_touched() -> None:
    before = "a\nb\nc\nd\ne\n"
    found = hunks(LineIndex(before), whole(before, "a\nB\nc\nd\ne\nf\n"))

    assert found == (
        Edit(PATH, Range.of(1, 0, 2, 0), "B\n"),
        Edit(PATH, Range.of(5, 0, 5, 0), "f\n"),
    )


def test_a_replacement_may_begin_and_end_within_lines() -> None:
    found = hunks(LineIndex("ab\ncd\nef"), Edit(PATH, Range.of(0, 1, 2, 1), "b\nX\ne"))

    assert found == (Edit(PATH, Range.of(1, 0, 2, 0), "X\n"),)


def test_line_ends_of_every_kind_count() -> None:
    found = hunks(LineIndex("a\r\nb\rc\n"), whole("a\r\nb\rc\n", "a\nb\rc\n"))

    assert found == (Edit(PATH, Range.of(0, 0, 1, 0), "a\n"),)


def test_what_changes_nothing_is_nothing() -> None:
    assert hunks(LineIndex("a\n"), whole("a\n", "a\n")) == ()


def test_a_very_long_replacement_stays_whole() -> None:
    text = "a\n" * 3_000
    edit = whole(text, text + "b\n")

    assert hunks(LineIndex(text), edit) == (edit,)
