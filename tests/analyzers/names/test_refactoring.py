from pathlib import Path

import pytest
from tests.analyzers.names.cursor import opened

from devmentor_analyzers.names import refactoring
from devmentor_analyzers.names.wire import Change, Changes, Question


def applied(text: str, changes: Changes) -> str:
    """The text after changes of whole lines."""
    lines = text.splitlines(keepends=True)
    for change in reversed(changes.items):
        start, _, end, _ = change.span
        lines[start:end] = [change.text]
    return "".join(lines)


def test_an_expression_gets_a_name(tmp_path: Path) -> None:
    script, line, column = opened("print(⌶1 + 2)\n", tmp_path / "a.py")
    question = Question("extract_variable", character=6, label="three", until=(0, 11))

    found = refactoring.extract_variable(script, line, column, question)

    assert found.items == [
        Change(str(tmp_path / "a.py"), (0, 0, 1, 0), "three = 1 + 2\nprint(three)\n")
    ]


def test_statements_become_a_function_of_a_text_with_a_byte_order_mark(tmp_path: Path) -> None:
    text = "\ufeffdef f(a):\r\n    print(a)\r\n    a.close()\r\n    return 1\r\n"
    question = Question("extract_function", str(tmp_path), 1, text, 1, 0, label="g", until=(3, 0))

    found = refactoring.extract_function(question)

    after = applied(text, found)
    assert after == (
        "\ufeffdef g(a):\r\n    print(a)\r\n    a.close()\r\n\r\n\r\n"
        "def f(a):\r\n    g(a)\r\n    return 1\r\n"
    )


def test_what_cannot_become_a_function_is_refused() -> None:
    question = Question("extract_function", "a.py", 1, "await f\n", 0, 0, label="g", until=(0, 7))

    assert refactoring.extract_function(question) == Changes([], "`await` works in a function only")


def test_a_value_takes_the_place_of_its_variable(tmp_path: Path) -> None:
    text = "ta⌶x = 2\nprint(tax)\nprint(3)\nprint(tax + 1)\n"

    found = refactoring.inline(*opened(text, tmp_path / "a.py"))

    assert applied(text.replace("⌶", ""), found) == "print(2)\nprint(3)\nprint((2) + 1)\n"


def test_a_refusal_is_told_in_jedis_words(tmp_path: Path) -> None:
    found = refactoring.inline(*opened("def f⌶(): ...\nf()\n", tmp_path / "a.py"))

    assert found == Changes([], "Cannot inline a function")


def test_what_would_say_something_else_is_refused(tmp_path: Path) -> None:
    """By itself jedi indents what is in the string."""
    text = "def f():\n    return ⌶'''a\nb'''\n"
    script, line, column = opened(text, tmp_path / "a.py")
    question = Question("extract_variable", character=11, label="text", until=(1, 4))

    found = refactoring.extract_variable(script, line, column, question)

    assert found == Changes([], "It cannot be done here without changing what a string says")


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("a\nb\nc\n", "a\nc\n", [((1, 0, 2, 0), "")]),
        ("a\nb", "a\nx", [((1, 0, 1, 1), "x")]),
        ("a\r\nb\rc\n", "a\r\nb\rd\n", [((2, 0, 3, 0), "d\n")]),
        ("a\n", "a\n", []),
        ("", "a\n", [((0, 0, 0, 0), "a\n")]),
        ("a\nb\nc\n", "x\nb\ny\n", [((0, 0, 1, 0), "x\n"), ((2, 0, 3, 0), "y\n")]),
    ],
)
def test_only_the_lines_that_differ_are_replaced(
    before: str, after: str, changes: list[tuple[tuple[int, int, int, int], str]]
) -> None:
    found = refactoring.different_lines("a.py", before, after)

    assert [(each.span, each.text) for each in found] == changes


def test_very_many_changed_lines_are_replaced_as_one() -> None:
    before, after = ("\n".join(f"{name}{i % 7}" for i in range(5_000)) for name in "ab")

    assert len(refactoring.different_lines("a.py", before, after)) == 1
