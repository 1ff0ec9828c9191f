import pytest
from tests.analyzers.syntax.samples import SAMPLES

from devmentor_analyzers.syntax.faults import faults
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding


def found(language: str, text: str) -> list[Finding]:
    return faults(Parsed(language, text), "here")


@pytest.mark.parametrize(
    ("language", "text", "line", "column", "message"),
    [
        ("javascript", "function f( {\n return 1\n}\n", 1, 11, "`(` is never closed."),
        ("javascript", "const a = ;\n", 1, 9, "Expected something after `=`."),
        ("javascript", "f();\n}\n", 2, 1, "Unexpected `}`: nothing is open to be closed."),
        ("typescript", "interface A { x: }\n", 1, 16, "Expected something after `:`."),
        ("go", "package m\nfunc f() {\n x := \n}\n", 3, 5, "Expected an identifier here."),
        (
            "go",
            "package m\nfunc f() { g(1 }\n",
            2,
            14,
            "Expected `)`: the `(` of line 2 is not closed.",
        ),
        ("rust", "fn main() {\n let x = ;\n}\n", 2, 8, "Expected something after `=`."),
        ("rust", "struct A { x: i32\n", 1, 17, "Expected `}`: the `{` of line 1 is not closed."),
        ("python", "x = [1, 2\n\ndef g():\n  pass\n", 1, 5, "`[` is never closed."),
        ("java", "class A {\n  int x = ;\n}\n", 2, 9, "Expected something after `=`."),
        (
            "java",
            "class A { void f() { g(1; } }",
            1,
            24,
            "Expected `)`: the `(` of line 1 is not closed.",
        ),
        ("c", "int f(void) {\n  return (1;\n}\n", 2, 10, "`(` is never closed."),
        ("cpp", "int f() {\n  if (x) {\n}\n", 1, 9, "`{` is never closed."),
        ("csharp", "class A { } }", 1, 13, "Unexpected `}`: nothing is open to be closed."),
        ("ruby", "x = \n", 1, 3, "Expected something after `=`."),
        ("php", "<?php\n$x = ;\n", 2, 4, "Expected something after `=`."),
        ("shellscript", "if true; then\n  echo a\n", 3, 1, "Expected `fi` here."),
        ("shellscript", "f() {\n  echo a\n", 1, 5, "`{` is never closed."),
        ("json", '{"a": 1,}\n', 1, 8, "Expected something after `,`."),
        ("json", '{"a": }\n', 1, 5, "Expected a value here."),
        ("yaml", "a: [1, 2\nb: 1\n", 1, 4, "`[` is never closed."),
        ("toml", "a = \n", 1, 3, "Expected something after `=`."),
        (
            "css",
            "a { color: red;\n",
            1,
            15,
            "Expected `}`: the `{` of line 1 is not closed.",
        ),
        ("html", "<p>\n</section>\n</p>\n", 2, 1, "`</section>` closes nothing that is open."),
        ("sql", "SELECT (1 + 2;\n", 1, 8, "`(` is never closed."),
    ],
)
def test_an_error_says_where_and_what_is_wrong(
    language: str, text: str, line: int, column: int, message: str
) -> None:
    error = found(language, text)[0]

    assert (error.line, error.column, error.message) == (line, column, message)
    assert error.range.start < error.range.end


@pytest.mark.parametrize("language", sorted(SAMPLES))
def test_good_code_has_no_errors(language: str) -> None:
    assert found(language, SAMPLES[language]) == []


def test_code_that_makes_no_sense_is_shown_by_its_first_line() -> None:
    error = found("python", "def f()\n  return 1\n")[0]

    assert error.message == "Cannot make sense of the code from `def f()` on."
    assert error.range.end.line == 0


def test_ever_deeper_brackets_give_a_few_errors_and_no_crash() -> None:
    assert 1 <= len(found("python", "(" * 100_000)) <= 3


def test_noise_gives_a_bounded_number_of_errors() -> None:
    assert len(found("javascript", "@) ( ; \n" * 5_000)) <= 50
