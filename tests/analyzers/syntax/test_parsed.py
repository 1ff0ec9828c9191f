import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analyzers.syntax.samples import SAMPLES

from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.syntax.languages import query
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.position import Position

PIECES = st.lists(
    st.sampled_from(["def f():\n", "    x = 1\n", "(", ")", "'é😀'", "\r\n", "\r", "a"])
)


@given(PIECES, PIECES, PIECES, PIECES)
def test_an_edited_tree_equals_a_fresh_one(
    head: list[str], old: list[str], new: list[str], tail: list[str]
) -> None:
    before = Parsed("python", "".join([*head, *old, *tail]))
    text = "".join([*head, *new, *tail])

    edited = Parsed("python", text, before)

    assert edited.data == text.encode()
    fresh = Parsed("python", text)
    assert edited.tree.root_node.end_byte == fresh.tree.root_node.end_byte


HEREDOC = SAMPLES["shellscript"].replace("set -euo", "set -<<EOFeuo")
COMMENT = "f = () => {\n  if (a) {\n    b();\n  }<!--\n  c();\n};\ng = () => { return `x`; };\n"


@pytest.mark.parametrize(
    ("language", "text", "old", "new"),
    [
        ("shellscript", HEREDOC, "sum 1", "sum 1 2"),
        ("shellscript", HEREDOC, "", ""),
        ("javascript", COMMENT, "return `x`", "reaurn `x`"),
        ("typescript", COMMENT, "return `x`", "reaurn `x`"),
    ],
)
def test_what_a_grammar_is_unsure_of_is_read_as_in_a_fresh_text(
    language: str, text: str, old: str, new: str
) -> None:
    before, after = Parsed(language, text), text.replace(old, new) if old else text

    edited, fresh = Parsed(language, after, before), Parsed(language, after)

    assert tokens(edited) == tokens(fresh)


def tokens(parsed: Parsed) -> list[tuple[str, int, int]]:
    waiting, found = [parsed.tree.root_node], list[tuple[str, int, int]]()
    while waiting:
        node = waiting.pop()
        found.append((node.type, node.start_byte, node.end_byte))
        waiting += node.children
    return found


@pytest.mark.parametrize("lines", [1_000, 10_000])
def test_a_text_that_was_replaced_is_let_go(lines: int) -> None:
    """tree-sitter keeps for ever what its read callback returns."""
    text = "price = count * 2\n" * lines
    parsed = Parsed("python", text)
    tracemalloc.start()
    try:
        held = [tracemalloc.get_traced_memory()[0]]
        for number in range(150):
            parsed = Parsed("python", f"{text}a{number} = 1\n", parsed)
            held.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()

    assert held[-1] - held[50] < len(text)


def test_names_in_a_large_text_can_be_asked_for() -> None:
    text = "def f():\n    return 'é😀'\n" * 2_000 + "def last_one():\n    pass\n"
    parsed = Parsed("python", text)

    names = [
        node.text for name, node in parsed.captures(query("python", "outline")) if name == "name"
    ]
    assert names[-1] == b"last_one"


def test_one_typed_character_gives_the_tree_of_the_new_text() -> None:
    before = Parsed("python", "def f():\n    return 'é'\n\nclass A:\n    pass\n")

    after = Parsed("python", before.text.replace("A", "Ab"), before)

    assert str(after.tree.root_node) == str(Parsed("python", after.text).tree.root_node)


@given(st.text(alphabet="aé😀\r\n", max_size=30), st.integers(0, 30))
def test_positions_agree_with_the_lines_of_the_text(text: str, offset: int) -> None:
    parsed, index = Parsed("python", text), LineIndex(text)
    at = index.position(min(offset, len(text)))
    if text[offset - 1 : offset + 1] == "\r\n":  # no place is between the two
        return

    byte = len(text[: index.offset(at)].encode())

    assert parsed.byte(at) == byte
    assert parsed.position(byte) == index.position(index.offset(at))


def test_a_place_past_the_text_is_its_end() -> None:
    assert Parsed("python", "x = 1").byte(Position(line=9, character=9)) == 5


def test_lone_surrogates_do_not_stop_the_parser() -> None:
    assert Parsed("python", "x = '\ud800'\n").tree.root_node.type == "module"


def test_matches_are_found_in_all_of_a_large_text() -> None:
    text = "".join(f"def f{number}():\n    return {number}\n" for number in range(9_000))

    found = Parsed("python", text).matches(query("python", "outline"))

    assert len({each["name"][0].start_byte for each in found}) == 9_000


@pytest.mark.parametrize("text", ["(" * 100_000, "[" * 100_000 + "]" * 100_000, "{" * 50_000])
def test_brackets_without_end_are_not_queried_for_seconds(text: str) -> None:
    parsed = Parsed("python", text)

    assert parsed.matches(query("python", "outline")) == []
    assert len(parsed.captures(query("python", "folds"))) <= 400


def test_what_could_not_be_parsed_is_found_in_order() -> None:
    parsed = Parsed("go", "package m\nfunc f() { g(1 }\nfunc h( {}\n")

    assert [(node.is_missing, node.start_point.row) for node in parsed.faulty()] == [
        (True, 1),
        (True, 2),
    ]
