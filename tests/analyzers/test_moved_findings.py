from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from devmentor_analyzers.moved_findings import moved
from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Range

TEXTS = st.text("ab\n\r\N{GRINNING FACE}", max_size=20)


def shown(text: str, version: int = 1) -> Snapshot:
    return Snapshot("file:///a.py", Path("/a.py"), "python", version, text)


def marking(snapshot: Snapshot, start: int, end: int) -> Finding:
    lines = snapshot.lines
    return Finding(
        path="/a.py",
        range=Range(start=lines.position(start), end=lines.position(end)),
        code="x",
        message="x",
        severity=Severity.ERROR,
        source="test",
    )


def marked(snapshot: Snapshot, finding: Finding) -> str:
    lines, place = snapshot.lines, finding.range
    return snapshot.text[lines.offset(place.start) : lines.offset(place.end)]


def test_what_stands_behind_an_edit_moves_with_its_text() -> None:
    before, after = shown("one\ntwo bad\n"), shown("zero\none\ntwo bad\n", 2)

    [found] = moved([marking(before, 8, 11)], before, after)

    assert found.range == Range.of(2, 4, 2, 7)


def test_what_was_edited_is_left_out() -> None:
    before, after = shown("bad = 1"), shown("bald = 1", 2)

    assert list(moved([marking(before, 0, 3)], before, after)) == []


@given(TEXTS, st.text("xy", min_size=1, max_size=5), TEXTS, TEXTS)
def test_a_finding_outside_the_edit_marks_the_same_text(
    head: str, flagged: str, tail: str, new: str
) -> None:
    before = shown(head + flagged + tail)
    finding = marking(before, len(head), len(head) + len(flagged))
    changed_after, changed_before = shown(head + flagged + new, 2), shown(new + flagged + tail, 2)

    for after in (changed_after, changed_before):
        assert [marked(after, each) for each in moved([finding], before, after)] in ([], [flagged])
