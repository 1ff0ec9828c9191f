import pytest

from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.syntax.class_names import class_names
from devmentor_analyzers.syntax.parsed import Parsed

ABOVE = (
    "import quartz as qu\nfrom shop import Quince, query\nclass Quay: ...\n"
    "def f(x):\n    class Quill: ...\n    match x:\n        "
)


def offered(line: str, typed: str) -> dict[str, str]:
    """What is offered at the `^` in a line."""
    code = ABOVE + line
    at = LineIndex(code).position(code.index("^"))
    return class_names(Parsed("python", code.replace("^", "")), at, typed)


@pytest.mark.parametrize(
    "line",
    [
        "case Q^",
        "case Q^:\n            pass",
        "case Quay() | Q^:",
        "case [Quay(), Q^]:",
        "case {1: Q^}:",
        "case Quay(size=Q^):",
        "case (Q^)",
    ],
)
def test_classes_in_scope_begin_a_pattern(line: str) -> None:
    assert offered(line, "Q") == {"Quince": "class", "Quay": "class", "Quill": "class"}


def test_modules_and_what_is_built_in_too() -> None:
    assert offered("case qu^", "qu") == {"qu": "module", "query": "module"}
    assert offered("case Exc^", "Exc") == {"Exception": "class", "ExceptionGroup": "class"}
    assert {"Quay", "Quill", "qu", "int", "str"} <= offered("case ^", "").keys()
    assert "Exception" not in offered("case ^", "")


@pytest.mark.parametrize(
    "line",
    ["case Quay() if Q^:", "case Quay() as Q^:", "case 'Q^':", "case 1: Q^", "x = Q^", "case = Q^"],
)
def test_elsewhere_there_is_no_pattern(line: str) -> None:
    assert offered(line, "Q") == {}


@pytest.mark.parametrize(
    "line",
    [
        'x: "Q^" = 1',
        'x: "list[Q^]"',
        'x: list["Q^"]',
        'def g(x: "Q^"): ...',
        'def g() -> "Quay | Q^": ...',
    ],
)
def test_annotations_may_be_strings(line: str) -> None:
    assert offered(line, "Q") == {"Quince": "class", "Quay": "class", "Quill": "class"}


@pytest.mark.parametrize(
    "line", ['x = "Q^"', 'x: Literal["Q^"]', 'x: "shop.Q^"', 'g("Q^")', 'x: "Q"^']
)
def test_other_strings_are_text(line: str) -> None:
    assert offered(line, "Q") == {}
