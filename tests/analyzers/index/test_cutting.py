from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devmentor_analyzers.index.cutting import Chunk, cut
from devmentor_analyzers.syntax.outline import outline
from devmentor_analyzers.syntax.parsed import Parsed

CODE = '''\
"""Shop."""
import os

class Basket:
    """Things."""
    size = 1

    # Adds them up.
    @cached
    def total(self):
        def inner(): ...
        return 0

    limit = 2

def main():
    pass

LAST = 1
'''


def chunks_of(text: str, language: str = "python") -> list[Chunk]:
    return cut(text.splitlines(), outline(Parsed(language, text)))


def test_functions_stand_alone_class_heads_and_the_rest_lie_between() -> None:
    assert [(each.start, each.end, each.container, each.symbol) for each in chunks_of(CODE)] == [
        (0, 3, "", ""),
        (3, 7, "", "Basket"),
        (7, 12, "Basket", "total"),
        (12, 14, "", "Basket"),
        (15, 17, "", "main"),
        (17, 19, "", ""),
    ]


def test_a_comment_right_above_belongs_to_its_function() -> None:
    go = "package m\n\n// Total adds.\nfunc Total() int {\n\treturn 1\n}\n"

    assert [(each.start, each.symbol) for each in chunks_of(go, "go")] == [(0, ""), (2, "Total")]


def test_a_long_function_is_cut_into_pieces_of_the_same_symbol() -> None:
    text = "def long():\n" + "    step()\n" * 250

    assert [(each.start, each.end, each.symbol) for each in chunks_of(text)] == [
        (0, 120, "long"),
        (120, 240, "long"),
        (240, 251, "long"),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "   \n"])
def test_nothing_has_no_chunks(text: str) -> None:
    assert chunks_of(text) == []


@given(st.lists(st.sampled_from([*CODE.splitlines(), "class A: x = 1", "def f(: ", "}"])))
def test_every_line_that_says_anything_is_in_exactly_one_chunk(lines: list[str]) -> None:
    text = "\n".join(lines)
    covered = [line for chunk in chunks_of(text) for line in range(chunk.start, chunk.end)]

    assert len(covered) == len(set(covered))
    assert {number for number, line in enumerate(lines) if line.strip()} <= set(covered)


def test_this_very_module_is_covered() -> None:
    text = Path(__file__).read_text(encoding="utf-8")

    assert "test_this_very_module_is_covered" in {chunk.symbol for chunk in chunks_of(text)}
