from pathlib import PurePath

import pytest

from devmentor_analyzers.syntax.languages import (
    LANGUAGES,
    grammar,
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
        ("a.md", None),
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


def test_a_language_nobody_knows_has_no_grammar() -> None:
    assert grammar("cobol") is None
