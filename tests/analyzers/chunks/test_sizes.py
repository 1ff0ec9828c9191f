from hypothesis import given
from hypothesis import strategies as st

from devmentor_analyzers.chunks.sizes import MOST_CHARACTERS, MOST_LINES, parts, trimmed


@given(st.lists(st.sampled_from(["", "x", "    y", "z" * 900]), min_size=1, max_size=300))
def test_parts_follow_each_other_and_are_not_too_long(lines: list[str]) -> None:
    found = [*parts(lines, 0, len(lines) - 1)]

    assert [line for start, end in found for line in range(start, end + 1)] == [*range(len(lines))]
    for start, end in found:
        assert end - start < MOST_LINES
        assert sum(len(line) + 1 for line in lines[start : end + 1]) <= MOST_CHARACTERS + 1


def test_a_cut_is_made_at_a_blank_line_or_the_least_indented_one() -> None:
    blank = ["    x"] * 60 + [""] + ["    x"] * 60
    outdented = ["    x"] * 60 + ["y"] + ["    x"] * 60

    assert next(parts(blank, 0, 120)) == (0, 60)
    assert next(parts(outdented, 0, 120)) == (0, 59)


def test_blank_lines_around_are_left_out() -> None:
    assert trimmed(["", "a", "", "b", " "], 0, 4) == (1, 3)
    assert trimmed(["", " "], 0, 1) is None
