import pytest

from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.syntax.languages import LANGUAGES, query
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.tokens import tokens
from devmentor_analyzers.token_kinds import KINDS, MODIFIERS, WIDTH


def words(language: str, text: str) -> list[tuple[str, str]]:
    data, lines = tokens(Parsed(language, text)), LineIndex(text)
    line = start = 0
    found: list[tuple[str, str]] = []
    for index in range(0, len(data), WIDTH):
        delta, moved, length, kind, modifiers = data[index : index + WIDTH]
        line, start = (line + delta, moved) if delta else (line, start + moved)
        more = [each for bit, each in enumerate(MODIFIERS) if modifiers & 1 << bit]
        found.append((lines.line(line)[start : start + length], ".".join([KINDS[kind], *more])))
    return found


def test_words_are_told_by_their_place() -> None:
    assert words("go", "package é\nfunc f(a int) { g.h(a, 1) } // ok\n") == [
        ("package", "keyword"),
        ("é", "namespace"),
        ("func", "keyword"),
        ("f", "function.definition"),
        ("a", "parameter"),
        ("int", "type"),
        ("g", "variable"),
        ("h", "method"),
        ("a", "variable"),
        ("1", "number"),
        ("// ok", "comment"),
    ]


def test_a_string_is_cut_by_the_code_in_it() -> None:
    assert words("javascript", "`a ${b} c`") == [
        ("`a ${", "string"),
        ("b", "variable"),
        ("} c`", "string"),
    ]


def test_what_spans_lines_is_one_token_a_line() -> None:
    assert words("rust", "/* a\n\n😀 b */ fn f() {}") == [
        ("/* a", "comment"),
        ("😀 b */", "comment"),
        ("fn", "keyword"),
        ("f", "function.definition"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "word", "kind"),
    [
        ("python", "class A:\n    def f(self): pass\n", "f", "method.definition"),
        ("typescript", "interface A<T> { b: T }", "A", "interface.definition"),
        ("typescriptreact", "function f(a?: string) {}", "a", "parameter"),
        ("javascriptreact", "new A()", "A", "class"),
        ("rust", "impl A { fn f(&self) {} }", "f", "method.definition"),
        ("go", "const A = 1", "A", "variable.readonly"),
        ("java", "class A { void f(int b) { g(); } }", "f", "method.definition"),
        ("java", "class A { void f(int b) { g(); } }", "g", "method"),
        ("c", "int f(char *a) { return x->b; }", "a", "parameter"),
        ("c", "int f(char *a) { return x->b; }", "b", "property"),
        ("cpp", "class A { int f(); };", "A", "class.definition"),
        ("csharp", "class A { int B { get; } void F(int c) {} }", "B", "property.definition"),
        ("csharp", "class A { int B { get; } void F(int c) {} }", "c", "parameter"),
        ("ruby", "class A\n  def f(b)\n  end\nend\n", "b", "parameter"),
        ("php", "<?php function f($a) { return g($a); }", "g", "function"),
        ("shellscript", "f() { echo $HOME; }\n", "HOME", "variable"),
    ],
)
def test_the_particular_wins_over_the_vague(language: str, text: str, word: str, kind: str) -> None:
    assert dict(words(language, text))[word] == kind


def test_every_capture_is_in_the_legend() -> None:
    for language in LANGUAGES:
        asked = query(language, "tokens")
        names = {asked.capture_name(index) for index in range(asked.capture_count)}

        assert {name.split(".")[0] for name in names} <= set(KINDS)
        assert {each for name in names for each in name.split(".")[1:]} <= set(MODIFIERS)
