import pytest

from devmentor_analyzers.syntax.faults import faults
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.trust import Trust, trust


@pytest.mark.parametrize(
    ("language", "text", "believed"),
    [
        ("java", "class A {}", Trust.ALL),
        ("yaml", "---\na: ${{ b }}\n", Trust.ALL),
        ("yaml", "a: {{ b }}\n", Trust.NOTHING),
        ("json", "{% if a %}\n{}\n", Trust.NOTHING),
        ("css", "---\n---\na {}\n", Trust.NOTHING),
        ("c", "int a;\n", Trust.BRACKETS),
        ("c", "#ifdef A\nint a;\n#else\n#endif\n", Trust.NOTHING),
        ("c", "#define A(x) { \\\n x\n", Trust.NOTHING),
        ("sql", "\\if :a\nSELECT 1;\n", Trust.NOTHING),
        ("rust", "fn f() {}", Trust.ALL),
        ("rust", 'fn f() { x(str![""]); }', Trust.NOTHING),
        ("html", "<p>\n", Trust.TAGS),
        ("markdown", "a\n", Trust.NOTHING),
        ("jsonc", "{,}\n", Trust.NOTHING),
        ("shellscript", "echo a\n", Trust.ALL),
        ("shellscript", "#!/usr/bin/env zsh\n", Trust.NOTHING),
    ],
)
def test_errors_are_believed_as_far_as_the_grammar_knows_the_language(
    language: str, text: str, believed: Trust
) -> None:
    assert trust(Parsed(language, text), "here") is believed


def test_scripts_for_zsh_are_known_by_their_name_too() -> None:
    assert trust(Parsed("shellscript", "a\n"), "a.zsh") is Trust.NOTHING


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("rust", "fn f() { m!(a ~ b); }\n"),
        ("css", "a { transform: var(--x,) var(--y,) }\n"),
        ("shellscript", "value=${value/]/%%5D}\n"),
        ("shellscript", "exec 3<>/tmp/fifo\n"),
        ("shellscript", "cat <<A; cat <<B\na\nA\nb\nB\n"),
        ("json", '{"n": 1e+22, "m": 1.5E+300}'),
        ("css", "@page :first { margin: 1in }"),
        ("css", "@keyframes k { 33.3% { color: red } }"),
        ("css", 'input[type="text" i] { color: red }'),
        ("css", "@media (400px <= width <= 700px) { a { color: blue } }"),
        ("css", "@container card (min-width: 400px) { b { inset: 0 } }"),
        ("css", '@import url("x.css") layer(base);'),
        ("css", ".a { .dark & { color: blue } }"),
        ("css", ".a { ; --x: { a: b }; --s: {}; }"),
        ("typescript", 'export type * from "./b";'),
        ("typescript", "interface P<in out T> { x: T }\nclass Q<out T> {}"),
        ("javascript", "const r = String.raw`C:\\users\\x`;"),
        ("rust", 'unsafe extern "C" { pub safe fn f(x: i32); safe fn g(); }'),
        ("java", "import module java.base;\nclass A { }"),
        ("java", "class A { A(int x) { if (x < 0) throw new E(); super(); } }"),
        ("ruby", "f = ->(x; y) { x }\n"),
    ],
)
def test_languages_allow_for_more_than_their_grammars(language: str, text: str) -> None:
    assert faults(Parsed(language, text), "a") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("rust", "fn f( { m!(a); }\n"),
        ("css", "a { transform: b(c,) }\n"),
        ("shellscript", "echo ${value\n"),
        ("json", '{"a": 1e+5'),
        ("css", "@page :first { margin: 1in } }"),
        ("typescript", "class Q<out T> {"),
        ("javascript", "const r = `\\users`;"),
        ("java", "class A { A(int x) { super(; } "),
        ("shellscript", "echo ${a} )\n"),
    ],
)
def test_other_errors_beside_them_are_believed(language: str, text: str) -> None:
    assert faults(Parsed(language, text), "a")
