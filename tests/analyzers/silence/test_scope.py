from devmentor_analyzers.silence.scope import is_on
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Range


def finding(range: Range) -> Finding:
    return Finding(
        path="a.py", range=range, code="c", message="m", severity=Severity.HINT, source="s"
    )


def test_one_line_of_a_finding_is_enough() -> None:
    assert is_on(finding(Range.of(2, 0, 5, 3)), (range(5, 6),))
    assert not is_on(finding(Range.of(2, 0, 5, 3)), (range(6, 7), range(2)))


def test_a_range_that_ends_before_a_line_begins_is_not_on_it() -> None:
    assert not is_on(finding(Range.of(2, 0, 3, 0)), (range(3, 4),))
    assert is_on(finding(Range.of(3, 0, 3, 0)), (range(3, 4),))
