from devmentor_analyzers.syntax.growing import selections
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Position


def texts(text: str, at: tuple[int, int], language: str = "python") -> list[str]:
    parsed = Parsed(language, text)
    found = selections(parsed, Position(line=at[0], character=at[1]))
    return [parsed.data[parsed.byte(each.start) : parsed.byte(each.end)].decode() for each in found]


def test_a_selection_grows_from_the_word_to_the_document() -> None:
    assert texts("é = f(ab + 1)\n", (0, 7)) == [
        "ab",
        "ab + 1",
        "(ab + 1)",
        "f(ab + 1)",
        "é = f(ab + 1)",
        "é = f(ab + 1)\n",
    ]


def test_the_cursor_may_stand_right_behind_a_word() -> None:
    assert texts("f(ab)\n", (0, 4))[0] == "ab"


def test_a_word_of_a_comment_comes_before_the_comment() -> None:
    assert texts("x = 1  # see here\n", (0, 14))[:2] == ["here", "# see here"]


def test_other_languages_and_empty_texts_grow_too() -> None:
    assert texts("fn f() { g(1); }\n", (0, 11), "rust")[:3] == ["1", "(1)", "g(1)"]
    assert texts("", (0, 0)) == [""]
    assert texts("x\n", (9, 0))[-1] == "x\n"


def test_deep_nesting_is_cut_to_what_people_select() -> None:
    found = texts("(" * 5_000 + "x" + ")" * 5_000, (0, 5_000))

    assert len(found) == 100
    assert found[0] == "x"
    assert len(found[-1]) == 10_001
