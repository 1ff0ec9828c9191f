from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Range

FINDING = Finding(
    path="a.py",
    range=Range.of(0, 4, 0, 9),
    code="F401",
    message="unused",
    severity=Severity.WARNING,
    source="ruff",
)


def test_people_read_lines_and_columns_from_one() -> None:
    assert (FINDING.line, FINDING.column) == (1, 5)


def test_lines_and_columns_travel_and_are_not_needed_on_the_way_back() -> None:
    body = FINDING.model_dump(mode="json")

    assert (body["line"], body["column"]) == (1, 5)
    assert Finding.model_validate(body) == FINDING
