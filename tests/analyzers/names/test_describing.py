from pathlib import Path

import pytest
from tests.analyzers.names.cursor import opened

from devmentor_analyzers.names.describing import calls, hover


def hovered(text: str, folder: Path) -> str | None:
    found = hover(*opened(text, folder / "a.py"))
    return found.markdown if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'def run(x: int) -> str:\n    "Go."\nru⌶n',
            "```python\ndef run(x: int) -> str\n```\n\nGo.",
        ),
        ("class A:\n    def __init__(self, x): ...\nA⌶", "```python\nclass A(x)\n```"),
        ("size = 5\nsiz⌶e", "```python\nsize: int\n```"),
        ("def f(wid⌶th: int=3): ...", "```python\nwidth: int=3\n```"),
        ("class A:\n    @property\n    def p(self) -> int: ...\nA().p⌶", "p: int"),
    ],
)
def test_hover_says_what_a_name_is(text: str, expected: str, tmp_path: Path) -> None:
    assert expected in (hovered(text, tmp_path) or "")


def test_modules_and_keywords_are_explained(tmp_path: Path) -> None:
    assert (hovered("import js⌶on", tmp_path) or "").startswith("```python\nmodule json\n```")
    assert "for" in (hovered("f⌶or x in (): ...", tmp_path) or "")


@pytest.mark.parametrize("text", ["x = 'wo⌶rd'", "x = 4⌶2", "x = 1  # com⌶ment", "⌶", "unknown⌶()"])
def test_there_is_no_hover_where_there_is_no_name(text: str, tmp_path: Path) -> None:
    assert hovered(text, tmp_path) is None


def test_hover_marks_the_name(tmp_path: Path) -> None:
    found = hover(*opened("def run(): ...\nru⌶n()", tmp_path / "a.py"))

    assert found is not None
    assert found.span == (1, 0, 1, 3)


def test_a_long_signature_has_a_parameter_a_line(tmp_path: Path) -> None:
    parameters = ", ".join(f"parameter_{n}: dict[str, int] = {{'a,b': 1}}" for n in range(4))

    text = hovered(f"def run({parameters}) -> list[str]: ...\nru⌶n", tmp_path)

    assert text is not None
    assert text.count("\n    parameter_") == 4
    assert ") -> list[str]" in text


def test_the_active_parameter_follows_the_cursor(tmp_path: Path) -> None:
    text = 'def run(a: int, b="x"):\n    "Go."\nrun(1, ⌶'
    script, line, column = opened(text, tmp_path / "a.py")

    found = calls(script.get_signatures(line, column))

    assert found is not None
    assert found.items[0].label == 'run(a: int, b="x")'
    assert found.items[0].parameters == ("a: int", 'b="x"')
    assert (found.active, found.active_parameter) == (0, 1)
    assert found.items[0].markdown == "Go."


def test_the_first_overload_that_takes_the_argument_is_active(tmp_path: Path) -> None:
    text = (
        "from typing import overload\n@overload\ndef f(a: int) -> int: ...\n"
        "@overload\ndef f(a: int, b: int) -> str: ...\ndef f(*a): ...\nf(1, ⌶"
    )
    script, line, column = opened(text, tmp_path / "a.py")

    found = calls(script.get_signatures(line, column))

    assert found is not None
    assert found.active_parameter is not None


def test_outside_of_a_call_there_is_nothing_to_call(tmp_path: Path) -> None:
    script, line, column = opened("print()⌶", tmp_path / "a.py")

    assert calls(script.get_signatures(line, column)) is None
