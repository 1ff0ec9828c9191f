import pytest

from devmentor_analyzers.same_findings import repeats, unsaid
from devmentor_protocol.finding import Finding, Severity, Tag
from devmentor_protocol.position import Range


def finding(source: str, code: str, start: int = 0, end: int = 5, **more: object) -> Finding:
    values = {"severity": Severity.WARNING, **more}
    return Finding.model_validate(
        {
            "path": "/a.py",
            "range": Range.of(0, start, 0, end),
            "code": code,
            "message": code,
            "source": source,
            **values,
        }
    )


TY = finding("ty", "import-not-found")


@pytest.mark.parametrize(
    "other",
    [
        finding("pyrefly", "missing-import", 0, 9),
        finding("basedpyright", "reportMissingImports"),
    ],
)
def test_the_same_rule_at_the_same_place_is_told_once(other: Finding) -> None:
    assert unsaid([other], [TY]) == []


@pytest.mark.parametrize(
    "other",
    [
        finding("pyrefly", "bad-return"),
        finding("pyrefly", "missing-import", 7, 9),
        finding("ty", "import-not-found"),
    ],
)
def test_another_rule_another_place_and_ones_own_say_something_new(other: Finding) -> None:
    assert unsaid([other], [TY]) == [other]


def test_two_errors_about_exactly_the_same_text_are_one() -> None:
    one = finding("ty", "odd", severity=Severity.ERROR)
    other = finding("pyrefly", "strange", severity=Severity.ERROR)

    assert repeats(one, other)


def test_what_is_unused_is_told_once() -> None:
    one = finding("ruff", "F841", tags=(Tag.UNNECESSARY,))

    assert repeats(finding("basedpyright", "note", tags=(Tag.UNNECESSARY,)), one)
