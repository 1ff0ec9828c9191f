from pathlib import Path

import pytest
from tests.analyzers.documents import document

from devmentor_analyzers.silence.comments import STYLES, comments, language_of_comments, line_after
from devmentor_analyzers.syntax.languages import LANGUAGES
from devmentor_analyzers.syntax.parsed import Parsed

PIECES = {  # code that a comment may stand behind
    "python": "x = 1",
    "javascript": "let x = 1;",
    "javascriptreact": "let x = <b>1</b>;",
    "typescript": "let x: number = 1;",
    "typescriptreact": "let x = <b>1</b>;",
    "go": "package a",
    "rust": "fn a() {}",
    "java": "class A {}",
    "c": "int x;",
    "cpp": "int x;",
    "csharp": "class A {}",
    "ruby": "x = 1",
    "php": "<?php $x = 1;",
    "shellscript": "x=1",
    "jsonc": "[1]",
    "yaml": "a: 1",
    "toml": "a = 1",
    "html": "<p>a</p>",
    "css": "a { color: red; }",
    "markdown": "Some words.",
    "sql": "SELECT 1;",
}


def test_every_language_but_json_has_a_way_to_write_comments() -> None:
    assert set(STYLES) == set(PIECES) == LANGUAGES - {"json"}


@pytest.mark.parametrize("language", sorted(PIECES))
def test_a_comment_behind_code_is_read_in_every_language(language: str) -> None:
    before, after = STYLES[language]
    text = f"{PIECES[language]} {before}devmentor: ignore[one, two] because{after}\n"

    (found,) = comments(Parsed(language, text))

    assert [rule for rule, _ in found.rules] == ["one", "two"]
    assert (found.line, found.last_line, found.alone, found.whole_file) == (0, 0, False, False)
    assert text[found.start :].startswith(before.strip())
    assert text[found.rules_end - 3 : found.rules_end] == "two"


@pytest.mark.parametrize("language", sorted(set(PIECES) - {"php"}))
def test_a_comment_alone_is_read_in_every_language(language: str) -> None:
    before, after = STYLES[language]
    text = f"{before}devmentor: ignore-file{after}\n\n{PIECES[language]}\n"

    (found,) = comments(Parsed(language, text))

    assert (found.rules, found.alone, found.whole_file) == ((), True, True)


def test_comments_in_json_that_tolerates_them_count() -> None:
    assert list(comments(Parsed("json", "{\n// devmentor: ignore\n}\n")))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("python", "x = '# devmentor: ignore'\n"),
        ("python", '"""\n# devmentor: ignore\n"""\n'),
        ("python", "# Write `# devmentor: ignore` to silence this.\n"),
        ("python", "# devmentor: ignored\n"),
        ("python", "# devmentor: ignore-files\n"),
        ("javascript", "x = `\n// devmentor: ignore\n`;\n"),
        ("markdown", "```\n<!-- devmentor: ignore -->\n```\n"),
        ("php", "// devmentor: ignore\n<?php\n"),
    ],
)
def test_what_only_looks_like_such_a_comment_is_none(language: str, text: str) -> None:
    assert not list(comments(Parsed(language, text)))


def test_a_comment_in_braces_is_alone_as_in_jsx() -> None:
    text = "let x = <a>\n  {/* devmentor: ignore */}\n  <b/>\n</a>;\n"

    (found,) = comments(Parsed("typescriptreact", text))

    assert found.alone


def test_a_comment_before_code_is_about_that_line() -> None:
    (found,) = comments(Parsed("c", "/* devmentor: ignore */ int x;\n"))

    assert not found.alone


def test_a_comment_behind_another_is_read_and_broken_text_breaks_nothing() -> None:
    text = "x = (  # noqa: E501  # devmentor: ignore[a]\n"

    assert [each.rules[0][0] for each in comments(Parsed("python", text))] == ["a"]


def test_decorators_comments_and_blank_lines_are_passed_over(tmp_path: Path) -> None:
    text = document(tmp_path / "a.py", "# one\n\n# two\n@cached\ndef f(): ...\n").text

    assert line_after(Parsed("python", text), 0) == 4


def test_a_comment_at_the_end_is_about_nothing() -> None:
    assert line_after(Parsed("python", "x\n# one"), 1) == 2


def test_comments_of_env_files_are_the_shells() -> None:
    assert language_of_comments(Path(".env.local")) == "shellscript"
    assert language_of_comments(Path("a.py")) == "python"
    assert language_of_comments(Path("a.txt")) is None
