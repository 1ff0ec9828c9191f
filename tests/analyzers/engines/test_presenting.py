from pathlib import Path
from typing import Any

from devmentor_analyzers.engines.presenting import hints_of, tokens_of
from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.token_kinds import KINDS

LINES = LineIndex("")
AT = {"line": 1, "character": 2}


def hint(label: Any, **more: Any) -> dict[str, Any]:
    return {"position": AT, "label": label, **more}


def test_the_parts_of_a_hint_are_one_text() -> None:
    [found] = hints_of([hint([{"value": ": "}, {"value": "int"}], kind=1)], Path("/a"))

    assert (found.label, found.kind, found.at.line, found.edits) == (": int", "type", 1, ())


def test_a_hint_that_nothing_is_known_is_left_out() -> None:
    assert hints_of([hint(": Unknown"), hint(": list[Unknown]"), hint(": @Todo")], Path("/a")) == []


def test_tokens_are_said_in_our_legend() -> None:
    legend = {"tokenTypes": ["class", "selfParameter", "odd"], "tokenModifiers": ["x", "readonly"]}
    data = tokens_of({"data": [0, 0, 1, 0, 2, 0, 2, 1, 1, 1, 1, 0, 1, 2, 0]}, legend, LINES)

    assert [KINDS[kind] for kind in data[3::5]] == ["class", "parameter", "variable"]
    assert data[4::5] == [2, 0, 0]


def test_no_answer_is_no_tokens() -> None:
    assert tokens_of(None, {"tokenTypes": [], "tokenModifiers": []}, LINES) == []


def test_a_string_ends_with_its_line() -> None:
    lines = LineIndex('f(x, """a\n😀b\r\n""")\n')
    legend = {"tokenTypes": ["string", "variable"], "tokenModifiers": []}
    told = [
        *(0, 0, 1, 1, 0),
        *(0, 2, 1, 1, 0),
        *(0, 3, 5, 0, 0),
        *(1, 0, 4, 0, 0),
        *(1, 0, 3, 0, 0),
    ]

    assert tokens_of({"data": told}, legend, lines)[2::5] == [1, 1, 4, 2, 3]


def test_an_empty_line_of_a_string_has_no_token() -> None:
    lines = LineIndex('"""a\n\n\nb"""; x\n')
    legend = {"tokenTypes": ["string", "variable"], "tokenModifiers": []}
    told = [0, 0, 5, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 4, 0, 0, 0, 6, 1, 1, 0]

    assert tokens_of({"data": told}, legend, lines) == [
        *(0, 0, 4, KINDS.index("string"), 0),
        *(3, 0, 4, KINDS.index("string"), 0),
        *(0, 6, 1, KINDS.index("variable"), 0),
    ]
