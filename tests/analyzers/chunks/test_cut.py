from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analyzers.syntax.samples import SAMPLES

from devmentor_analyzers.chunks.chunk import Chunk
from devmentor_analyzers.chunks.cut import chunks
from devmentor_analyzers.chunks.sizes import MOST_CHARACTERS, MOST_LINES
from devmentor_analyzers.syntax.parsed import Parsed

HERE = Path("here")


def cut(language: str, text: str) -> tuple[Chunk, ...]:
    return chunks(Parsed(language, text), HERE)


def told(language: str, text: str) -> list[tuple[str, str, int, int]]:
    return [
        (each.kind, each.symbol, each.start_line, each.end_line) for each in cut(language, text)
    ]


@pytest.mark.parametrize("language", sorted(SAMPLES))
@settings(max_examples=15, deadline=None)
@given(st.data())
def test_every_line_that_is_not_blank_is_in_exactly_one_chunk(
    language: str, data: st.DataObject
) -> None:
    sample = SAMPLES[language]
    start, end = sorted(data.draw(st.integers(0, len(sample))) for _ in range(2))
    text = (sample[:start] + sample[end:]) * data.draw(st.integers(1, 12))
    lines = text.split("\n")

    found = cut(language, text)

    covered = [line for each in found for line in range(each.start_line, each.end_line + 1)]
    assert len(covered) == len({*covered})
    assert {n for n, line in enumerate(lines) if line.strip()} <= {*covered}
    for each in found:
        assert each.text == "\n".join(lines[each.start_line : each.end_line + 1])
        assert len(each.text) <= MOST_CHARACTERS
        assert each.end_line - each.start_line < MOST_LINES


def test_a_class_is_cut_into_its_head_and_its_methods() -> None:
    assert told("python", SAMPLES["python"]) == [
        ("", "", 0, 5),
        ("class", "Till", 8, 12),
        ("constructor", "Till.__init__", 14, 15),
        ("method", "Till.sum", 17, 23),
        ("function", "main", 26, 29),
    ]


def test_closing_brackets_stay_with_what_they_close() -> None:
    assert told("cpp", SAMPLES["cpp"])[-3:] == [
        ("class", "shop.Name", 36, 38),
        ("function", "shop::Till<int>::count", 40, 42),
        ("function", "main", 44, 47),
    ]
    assert told("ruby", SAMPLES["ruby"])[-2:] == [
        ("method", "Shop.Till.open", 25, 29),
        ("function", "main", 31, 37),
    ]


def test_small_types_and_lists_of_prototypes_are_one_chunk() -> None:
    assert told("java", "interface A {\n  void a();\n  void b();\n}\n") == [
        ("interface", "A", 0, 3)
    ]
    assert told("c", "int a(void);\nint b(void);\n") == [("", "", 0, 1)]


def test_a_long_function_is_cut_into_parts_that_keep_its_name() -> None:
    body = "".join(f"    x{number} = {number}\n" for number in range(200))

    found = told("python", f"def f():\n{body}")

    assert {symbol for _, symbol, _, _ in found} == {"f"}
    assert len(found) >= 3


def test_a_line_beyond_measure_is_cut_off() -> None:
    (found,) = cut("javascript", f"const a = '{'x' * 100_000}';\n")

    assert len(found.text) == MOST_CHARACTERS


def test_chapters_of_a_long_document_are_chunks() -> None:
    text = "# A\n\n" + "".join(f"## B{n}\n\n" + "words\n" * 30 + "\n" for n in range(4))

    assert [symbol for _, symbol, _, _ in told("markdown", text)] == [
        "A",
        *(f"A.B{number}" for number in range(4)),
    ]


def test_an_empty_document_has_no_chunks() -> None:
    assert cut("python", "") == cut("python", "\n  \n") == ()
