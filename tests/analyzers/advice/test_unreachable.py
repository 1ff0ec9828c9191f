import pytest
from hypothesis import given
from hypothesis import strategies as st

from devmentor_analyzers.advice.unreachable import unreachable
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding, Tag

DEAD = {
    "python": "def f():\n    return 1\n    go()\n    go()\n",
    "javascript": "function f() {\n  throw 1;\n  go();\n  go();\n}\n",
    "typescript": "for (;;) {\n  break;\n  go();\n  go();\n}\n",
    "go": "package a\nfunc f() {\n\treturn\n\tgo2()\n\tgo2()\n}\n",
    "php": "<?php function f() {\n  return 1;\n  go();\n  go();\n}\n",
}
ALIVE = [
    ("python", "def f():\n    if x:\n        return 1\n    go()\n"),
    ("python", "def f():\n    return\n    yield\n"),
    ("python", "def f():\n    raise NotImplementedError\n    # a word\n"),
    ("javascript", "function f() {\n  return g();\n  function g() {}\n}\n"),
    ("javascript", "function f() {\n  return;;\n}\n"),
    ("javascript", "switch (a) { case 1: return 1; case 2: go() }\n"),
    ("go", "package a\nfunc f() {\n\tgoto x\n\treturn\nx:\n\tg()\n}\n"),
    ("c", "int f() { return 1; x: go(); }\n"),
    ("json", "{}"),
]


def findings(text: str, language: str) -> list[Finding]:
    return [each for each in unreachable(Parsed(language, text), "a") if each]


@pytest.mark.parametrize("language", DEAD)
def test_what_stands_behind_a_statement_that_leaves_is_one_stretch(language: str) -> None:
    (found,) = findings(DEAD[language], language)

    lines = DEAD[language].splitlines()
    assert "go" in lines[found.range.start.line]
    assert found.range.end.line == found.range.start.line + 1
    assert found.tags == (Tag.UNNECESSARY,)


@pytest.mark.parametrize(("language", "text"), ALIVE)
def test_what_may_be_reached_or_is_meant_so_is_left_alone(language: str, text: str) -> None:
    assert findings(text, language) == []


@given(st.text(alphabet="return \n:{};(yi)", max_size=100), st.sampled_from(sorted(DEAD)))
def test_any_text_is_bearable(text: str, language: str) -> None:
    findings(text, language)
