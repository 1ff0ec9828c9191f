from pathlib import Path

import pytest

from devmentor_analyzers.merge import best_completions, merge_findings, merge_locations
from devmentor_analyzers.values import Completion, Location
from devmentor_protocol.finding import Finding, Severity, Tag
from devmentor_protocol.position import Range


def finding(code: str, source: str, line: int = 0, *tags: Tag) -> Finding:
    return Finding(
        path="a.py",
        range=Range.of(line, 0, line, 1),
        code=code,
        message=code,
        severity=Severity.ERROR,
        source=source,
        tags=tags,
    )


def codes(findings: list[Finding]) -> list[str]:
    return [each.code for each in findings]


def test_findings_come_in_the_order_of_the_text() -> None:
    lint = [finding("F401", "ruff", 5), finding("E711", "ruff", 1)]

    assert codes(merge_findings([], lint, [finding("call", "ty", 3)])) == ["E711", "call", "F401"]


def test_ruffs_syntax_errors_win_over_the_others() -> None:
    syntax, types = [finding("syntax-error", "syntax")], [finding("invalid-syntax", "ty")]

    merged = merge_findings(syntax, [finding("invalid-syntax", "ruff")], types)

    assert [each.source for each in merged] == ["ruff"]


def test_our_syntax_errors_remain_when_ruff_did_not_answer() -> None:
    assert codes(merge_findings([finding("syntax-error", "syntax")], None, None)) == [
        "syntax-error"
    ]


@pytest.mark.parametrize(
    ("said", "engine"),
    [
        ("unresolved-reference", "ty"),
        ("unknown-name", "pyrefly"),
        ("reportUndefinedVariable", "basedpyright"),
    ],
)
def test_a_name_that_does_not_exist_is_told_by_ruff_alone(said: str, engine: str) -> None:
    assert codes(merge_findings([], [finding("F821", "ruff")], [finding(said, engine)])) == ["F821"]


def test_what_two_engines_say_is_said_once() -> None:
    lint = [finding("F821", "ruff"), finding("F841", "ruff", 2, Tag.UNNECESSARY)]
    types = [finding("unresolved-reference", "ty"), finding("note", "ty", 2, Tag.UNNECESSARY)]

    assert codes(merge_findings([], lint, types)) == ["F821", "F841"]


def test_advice_is_left_out_where_an_engine_says_the_same() -> None:
    lint = [finding("C901", "ruff", 1), finding("S105", "ruff", 2), finding("F401", "ruff", 3)]
    advice = [finding(code, "devmentor", n) for n, code in ((1, "too-complex"), (2, "secret"))]
    news = finding("too-complex", "devmentor", 3)

    assert codes(merge_findings([], lint, None, [*advice, news])) == [
        *("C901", "S105", "too-complex", "F401")
    ]


def test_locations_are_united_without_duplicates() -> None:
    one = Location(Path("a.py"), Range.of(3, 0, 3, 1))
    other = Location(Path("a.py"), Range.of(1, 0, 1, 1))

    assert merge_locations([one], None, [other, one]) == [other, one]


def test_completions_fit_what_is_typed_and_prefixes_come_first() -> None:
    found = [Completion(name, "function", name, name, "ty") for name in ("reap", "Ape", "pear")]

    best = best_completions(found, "ap", 1)

    assert [each.label for each in best.items] == ["Ape"]
    assert best.incomplete
