import pytest

from devmentor_analyzers.syntax.occurrences import is_name, occurrences
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Position


def told(language: str, text: str, line: int, character: int) -> list[tuple[int, int, bool]]:
    found = occurrences(Parsed(language, text), Position(line=line, character=character))
    return [(each.range.start.line, each.range.start.character, each.write) for each in found]


def test_the_same_identifier_is_found_but_not_in_strings_comments_or_longer_names() -> None:
    text = "let a = 1; // a\nf(a, 'a', ab);\n"

    assert told("javascript", text, 0, 4) == [(0, 4, True), (1, 2, False)]


def test_the_cursor_may_stand_right_behind_the_identifier() -> None:
    assert len(told("go", "package m\nvar ab = 1\nvar c = ab\n", 1, 6)) == 2


def test_letters_beyond_ascii_belong_to_a_name() -> None:
    assert told("python", "é = 1\néa = é\n", 0, 0) == [(0, 0, True), (1, 5, False)]


def test_a_place_without_an_identifier_has_no_occurrences() -> None:
    assert told("python", "x = 'text'\n\n", 0, 6) == []
    assert told("python", "", 0, 0) == []


@pytest.mark.parametrize(
    ("character", "name"), [(0, True), (6, False), (10, True), (17, False), (21, False)]
)
def test_names_are_told_from_keywords_strings_and_comments(character: int, name: bool) -> None:
    parsed = Parsed("python", "x = f'a {name}' # not x")

    assert is_name(parsed, Position(line=0, character=character)) is name
