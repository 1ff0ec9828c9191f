import pytest
from tests.analyzers.advice.test_complexity import LIKE_DEEP

from devmentor_analyzers.advice.code_tokens import CodeTokens, code_tokens
from devmentor_analyzers.syntax.parsed import Parsed


def tokens(text: str, language: str = "python") -> CodeTokens:
    found = CodeTokens()
    for each in code_tokens(Parsed(language, text)):
        found = each
    return found


def test_names_and_literals_of_a_kind_are_alike() -> None:
    one, two = tokens("def f(a):\n    return a + 'x'\n"), tokens("def g(b):\n    return c + 'yy'\n")

    assert list(one.kinds) == list(two.kinds)
    assert len(one) == 10


def test_another_operator_is_another_token() -> None:
    assert list(tokens("a + b\n").kinds) != list(tokens("a - b\n").kinds)


def test_comments_docstrings_and_imports_say_nothing() -> None:
    text = '"""Doc."""\nimport os\n# words\ndef f():\n    """Doc."""\n    return 1\n'

    assert list(tokens(text).kinds) == list(tokens("def f():\n    return 1\n").kinds)


@pytest.mark.parametrize("language", LIKE_DEEP)
def test_every_language_with_functions_has_tokens_in_the_order_of_the_text(language: str) -> None:
    found = tokens(LIKE_DEEP[language], language)

    assert len(found) > 30
    assert list(found.starts) == sorted(found.starts)


def test_data_has_none() -> None:
    assert len(tokens("[1, 2]", "json")) == 0


def test_a_long_text_is_read_in_steps() -> None:
    assert len(list(code_tokens(Parsed("python", "x = 1\n" * 5_000)))) > 2
