from devmentor_analyzers.enough import MOST_SHOWN, enough, most_severe
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Range


def finding(line: int, severity: Severity) -> Finding:
    return Finding(
        path="a.py",
        range=Range.of(line, 0, line, 1),
        code="X1",
        message="x",
        severity=severity,
        source="test",
    )


def test_few_are_left_as_they_are() -> None:
    few = [finding(line, Severity.HINT) for line in range(MOST_SHOWN)]

    assert enough(few) is few


def test_of_too_many_the_most_severe_are_shown_in_their_order_and_it_is_said() -> None:
    many = [finding(line, Severity.WARNING) for line in range(MOST_SHOWN)]
    many.append(finding(MOST_SHOWN, Severity.ERROR))

    note, *shown = enough(many)

    assert (note.code, note.source) == ("too-many", "devmentor")
    assert shown == [*many[: MOST_SHOWN - 1], many[-1]]


def test_the_first_of_a_rank_come_first() -> None:
    assert most_severe([3, 1, 2, 1, 3], 3, int) == [1, 2, 1]
    assert most_severe([3, 1], 3, int) == [3, 1]
