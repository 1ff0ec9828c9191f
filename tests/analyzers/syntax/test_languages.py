import subprocess
import sys
from pathlib import PurePath

import pytest

from devmentor_analyzers.syntax.languages import (
    LANGUAGES,
    grammar,
    language_id,
    language_of,
    query,
)


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("a.py", "python"),
        ("a.PYI", "python"),
        ("a.mjs", "javascript"),
        ("a.tsx", "typescriptreact"),
        ("a.go", "go"),
        ("a.rs", "rust"),
        ("a.md", "markdown"),
        ("a.h", "cpp"),
        ("A.CS", "csharp"),
        ("Gemfile", "ruby"),
        (".bashrc", "shellscript"),
        ("Cargo.lock", "toml"),
        ("package.json", "json"),
        ("tsconfig.app.json", "jsonc"),
        (".vscode/settings.json", "jsonc"),
        ("Dockerfile", None),
        ("Dockerfile.dev", None),
        ("Makefile", None),
        ("a.scss", None),
        ("a.zsh", None),
        ("py", None),
    ],
)
def test_a_file_name_tells_the_language(name: str, language: str | None) -> None:
    assert language_of(PurePath(name)) == language


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_has_a_grammar_that_fits_its_queries(language: str) -> None:
    assert grammar(language) is not None
    assert query(language, "outline").capture_count > 1
    assert query(language, "folds").capture_count > 1


def test_a_language_is_imported_when_it_is_seen() -> None:
    script = """
import sys
from pathlib import PurePath
from devmentor_analyzers.syntax.languages import grammar, language_of
grammar(language_of(PurePath("a.toml")))
print([name for name in sys.modules if name.startswith("tree_sitter_") and "." not in name])
"""
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )

    assert done.stdout.strip() == "['tree_sitter_toml']"


@pytest.mark.parametrize(
    ("said", "language"), [("sh", "shellscript"), ("cs", "csharp"), ("go", "go"), ("abc", "abc")]
)
def test_the_words_of_editors_for_a_language_are_understood(said: str, language: str) -> None:
    assert language_id(said) == language


def test_a_language_nobody_knows_has_no_grammar() -> None:
    assert grammar("cobol") is None
