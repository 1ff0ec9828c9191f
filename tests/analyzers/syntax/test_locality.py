import pytest

from devmentor_analyzers.syntax.locality import is_local
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Range


@pytest.mark.parametrize(
    ("marked", "local"),
    [
        ("def f():\n    |a = 1\n", True),
        ("def f():\n    a = 1\n    return |a\n", True),
        ("def f():\n    a = 1\n    def g(): return |a\n", True),
        ("def f(a):\n    return |a\n", False),
        ("def f(|a=1): ...\n", False),
        ("|a = 1\n", False),
        ("a = 1\ndef f(): return |a\n", False),
        ("def f():\n    global a\n    |a = 1\n", False),
        ("class A:\n    |a = 1\n", False),
        ("b.|a\n", False),
        ("b(|a=1)\n", False),
    ],
)
def test_only_variables_of_a_function_are_its_own(marked: str, local: bool) -> None:
    line, character = marked.count("\n", 0, marked.index("|")), 0
    character = marked.index("|") - marked.rfind("\n", 0, marked.index("|")) - 1
    parsed = Parsed("python", marked.replace("|", ""))

    assert is_local(parsed, Range.of(line, character, line, character + 1)) is local
