import pytest

from devmentor_analyzers.syntax.occurrences import is_name, name_at, occurrences
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Position, Range


def told(language: str, text: str, line: int, character: int) -> list[tuple[int, int, bool]]:
    found = occurrences(Parsed(language, text), Position(line=line, character=character))
    return [(each.range.start.line, each.range.start.character, each.write) for each in found]


def test_the_same_identifier_is_found_but_not_in_strings_comments_or_longer_names() -> None:
    text = "let a = 1; // a\nf(a, 'a', ab);\n"

    assert told("javascript", text, 0, 4) == [(0, 4, True), (1, 2, False)]


OTHERS = [  # language, text, the place of the cursor, the start of each occurrence
    ("java", "class A { int ab; int f() { return ab; } }", 14, [14, 35]),
    ("c", "int ab(void);\nint c = ab();", 4, [4, 22]),
    ("cpp", "namespace n { int a; }\nint b = n::a;", 10, [10, 31]),
    ("csharp", "class A { A B; }", 6, [6, 10]),
    ("ruby", "@a = 1\nputs @a\n", 1, [0, 12]),
    ("php", "<?php $ab = 1; f($ab);", 7, [7, 18]),
    ("shellscript", "f() { echo; }\nf\n", 0, [0, 14]),
    ("shellscript", "a=1\necho $a a\n", 0, [0, 10]),
    ("json", '{"a": 1, "b": {"a": "a"}}', 2, [2, 16]),
    ("yaml", "a: &x 1\nb: {a: *x}\n", 0, [0, 12]),
    ("yaml", "a: &x 1\nb: {a: *x}\n", 4, [4, 16]),
    ("toml", "a = 1\n[b]\na = 'a'\n", 0, [0, 10]),
    ("html", '<p id="a"><b>p</b></p>', 1, [1, 20]),
    ("css", ".a { --b: 1; color: var(--b); }\n#a.a {}", 1, [1, 35]),
    ("css", ".a { --b: 1; color: var(--b); }", 6, [5, 24]),
    ("sql", "SELECT a FROM b WHERE a > 'a';", 7, [7, 22]),
]


@pytest.mark.parametrize(("language", "text", "at", "starts"), OTHERS)
def test_names_of_every_language_are_found(
    language: str, text: str, at: int, starts: list[int]
) -> None:
    document = Parsed(language, text)

    found = occurrences(document, document.position(at))

    assert [document.byte(each.range.start) for each in found] == starts


def test_a_part_of_a_longer_name_is_another_name() -> None:
    assert told("css", ".a {}\n.b-a {}\n", 0, 1) == [(0, 1, False)]


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


def test_the_name_at_a_place_is_known() -> None:
    parsed = Parsed("python", "def make(): ...\n")

    assert name_at(parsed, Position(line=0, character=5)) == Range.of(0, 4, 0, 8)
    assert name_at(parsed, Position(line=0, character=1)) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("python", "a = 1\nb = a + 1\n"),
        ("javascript", "a = 1\nb = a + 1\n"),
        ("go", "package m\nvar a = 1\nvar b = a + 1\n"),
        ("ruby", "a = 1\nb = a + 1\n"),
        ("c", "int a = 1;\nint b = a + 1;\n"),
    ],
)
def test_an_operand_is_read_and_not_written(language: str, text: str) -> None:
    parsed = Parsed(language, text)
    at = parsed.position(text.index("a + 1"))

    assert not occurrences(parsed, at)[-1].write


def test_keys_of_a_dictionary_are_no_names_and_those_of_data_are() -> None:
    at = Position(line=0, character=4)

    assert not is_name(Parsed("python", '{"na": 1}\n'), at)
    assert is_name(Parsed("json", '{"na": 1}\n'), at)
