from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.syntax.keywords_given import keywords_given_behind
from devmentor_analyzers.syntax.parsed import Parsed


def given(marked: str) -> list[str]:
    code = marked.replace("|", "")
    at = LineIndex(code).position(marked.index("|"))
    return keywords_given_behind(Parsed("python", code), at)


def test_keywords_behind_the_cursor_are_those_of_the_same_call() -> None:
    assert given("f(1, b|, baz=3, size=4)") == ["baz", "size"]
    assert given("f(bar=1, b|)") == []
    assert given("f(g(b|), baz=3)") == []
    assert given("f([b|], baz=3)") == []
    assert given("x|") == []
