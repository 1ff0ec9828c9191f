"""One function, written in every language that has control flow: the same numbers."""

import pytest

from devmentor_analyzers.metrics.constructs import MEASURED
from devmentor_analyzers.metrics.functions import measure
from devmentor_analyzers.metrics.values import FunctionMetrics
from devmentor_analyzers.syntax.parsed import Parsed

_BRACES = """{
  if (a && b) {
    x();
  } else if (c) {
    y();
  } else {
    while (d) {
      if (e) { z(); }
    }
  }
}
"""
_BARE = _BRACES.replace("(a && b)", "a && b").replace("(c)", "c").replace("(e)", "e")
BRANCHES = {
    "python": """def f(a, b):
    if a and b:
        x()
    elif c:
        y()
    else:
        while d:
            if e:
                z()
""",
    "javascript": f"function f(a, b) {_BRACES}",
    "typescript": f"function f(a: A, b?: B) {_BRACES}",
    "go": f"package m\nfunc f(a, b bool) {_BARE.replace('while (d)', 'for d')}",
    "rust": f"fn f(a: bool, b: bool) {_BARE.replace('while (d)', 'while d')}",
    "java": f"class A {{ void f(int a, int b) {_BRACES} }}",
    "c": f"void f(int a, int b) {_BRACES}",
    "cpp": f"void f(int a, int b) {_BRACES}",
    "csharp": f"class A {{ void F(int a, int b) {_BRACES} }}",
    "php": f"<?php\nfunction f($a, $b) {_BRACES}",
    "ruby": """def f(a, b)
  if a && b
    x
  elsif c
    y
  else
    while d
      if e
        z
      end
    end
  end
end
""",
    "shellscript": """f() {
  if [[ "$a" && "$b" ]]; then
    x
  elif c; then
    y
  else
    while d; do
      if e; then z; fi
    done
  fi
}
""",
}
SWITCHES = {  # a choice of two and a default, a conditional expression in it where there is one
    "python": "def f(a):\n    match a:\n        case 1: return 1 if b else 2\n        case _: pass\n",
    "javascript": "const f = a => { switch (a) { case 1: return b ? 1 : 2; default: } }",
    "typescript": "const f = a => { switch (a) { case 1: return b ? 1 : 2; default: } }",
    "java": "class A { int f(int a) { switch (a) { case 1: return b ? 1 : 2; default: } } }",
    "c": "int f(int a) { switch (a) { case 1: return b ? 1 : 2; default: break; } }",
    "cpp": "int f(int a) { switch (a) { case 1: return b ? 1 : 2; default: break; } }",
    "csharp": "class A { int F(int a) { switch (a) { case 1: return b ? 1 : 2; default: break; } } }",
    "php": "<?php function f($a) { switch ($a) { case 1: return $b ? 1 : 2; default: } }",
    "ruby": "def f(a)\n  case a\n  when 1 then b ? 1 : 2\n  else 3\n  end\nend\n",
}
CATCHES = {
    "python": "def f():\n    try:\n        x()\n    except E:\n        y()\n",
    "javascript": "function f() { try { x() } catch (e) { y() } }",
    "java": "class A { void f() { try { x(); } catch (E e) { y(); } } }",
    "cpp": "void f() { try { x(); } catch (E &e) { y(); } }",
    "csharp": "class A { void F() { try { X(); } catch (E e) { Y(); } } }",
    "php": "<?php function f() { try { x(); } catch (E $e) { y(); } }",
    "ruby": "def f\n  x\nrescue E\n  y\nend\n",
}


def only(language: str, text: str) -> FunctionMetrics:
    (found,) = measure(Parsed(language, text))
    return found


def test_every_measured_language_is_in_the_table() -> None:
    same_grammar = {"javascriptreact", "typescriptreact"}

    assert set(BRANCHES) == MEASURED - same_grammar


@pytest.mark.parametrize("language", sorted(BRANCHES))
def test_branches_and_loops_cost_the_same_in_every_language(language: str) -> None:
    found = only(language, BRANCHES[language])

    assert [(each.reason, each.increment) for each in found.cognitive] == [
        ("if", 1),
        ("`and`", 1),
        ("else if", 1),
        ("else", 1),
        ("loop", 2),
        ("if", 3),
    ]
    assert (found.cyclomatic_complexity, found.nesting) == (6, 3)
    assert found.parameters == (0 if language == "shellscript" else 2)


@pytest.mark.parametrize("language", sorted(SWITCHES))
def test_a_switch_costs_once_and_its_cases_are_ways(language: str) -> None:
    found = only(language, SWITCHES[language])

    assert (found.cognitive_complexity, found.cyclomatic_complexity) == (3, 3)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("go", "package m\nfunc f(a int) { switch a { case 1: x()\ndefault: y() } }"),
        ("rust", "fn f(a: i32) { match a { 1 => x(), _ => y() } }"),
        ("shellscript", "f() {\n  case $1 in\n    a) x ;;\n    *) y ;;\n  esac\n}\n"),
    ],
)
def test_a_switch_without_more_in_it_costs_one(language: str, text: str) -> None:
    found = only(language, text)

    assert (found.cognitive_complexity, found.cyclomatic_complexity) == (1, 2)


@pytest.mark.parametrize("language", sorted(CATCHES))
def test_only_the_catching_of_an_error_costs(language: str) -> None:
    found = only(language, CATCHES[language])

    assert (found.cognitive_complexity, found.cyclomatic_complexity) == (1, 2)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("c", "void f(void) { goto a; a: x(); }"),
        ("go", "package m\nfunc f() { a: for { break a } }"),
        ("rust", "fn f() { 'a: loop { break 'a; } }"),
        ("php", "<?php function f() { while ($a) { break 2; } }"),
    ],
)
def test_jumps_to_elsewhere_cost_one(language: str, text: str) -> None:
    assert "jump" in [each.reason for each in only(language, text).cognitive]


def test_a_plain_break_costs_nothing() -> None:
    assert only("c", "void f(void) { while (a) { break; } }").cognitive_complexity == 1
