import subprocess
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some

from devmentor_analyzers.checking.changes import EVERYTHING, Lines, touches
from devmentor_analyzers.silence.carrying import carried


def numbers(lines: Lines, text: str) -> list[int]:
    return [line for line in range(text.count("\n") + 1) if touches(lines, line, line)]


def test_the_same_text_has_the_same_lines() -> None:
    assert carried((range(1, 2),), "a\nb\n", "a\nb\n") == ((range(1, 2),), None)


def test_an_inserted_line_is_new_and_moves_the_others() -> None:
    lines, edited = carried((range(2, 3),), "a\nb\nc\n", "a\nnew\nb\nc\n")

    assert (numbers(lines, "a\nnew\nb\nc\n"), edited) == ([1, 3], 1)


def test_a_deleted_line_leaves_nothing() -> None:
    lines, edited = carried((range(2),), "a\nb\nc\n", "a\nc\n")

    assert (numbers(lines, "a\nc\n"), edited) == ([0], 1)


def test_two_edits_far_apart_leave_what_is_between() -> None:
    before = "".join(f"{number}\n" for number in range(20))
    after = before.replace("3\n", "three\n", 1).replace("17\n", "seventeen\n")

    lines, _ = carried((), before, after)

    assert numbers(lines, after) == [3, 17]


def test_a_stretch_too_long_to_compare_is_new_as_a_whole() -> None:
    before = "".join(f"{number}\n" for number in range(2000))
    after = before.replace("\n", "!\n")

    assert numbers(carried((), before, after).lines, after)[:2000] == list(range(2000))


def test_where_everything_is_new_it_stays_so() -> None:
    assert carried(EVERYTHING, "a", "b") == (EVERYTHING, 0)


TEXTS = some.lists(some.sampled_from("abc"), max_size=12).map(
    lambda letters: "".join(f"{x}\n" for x in letters)
)


@given(TEXTS, TEXTS)
def test_lines_that_are_not_new_were_there_before(before: str, after: str) -> None:
    new = numbers(carried((), before, after).lines, after)
    kept = [line for number, line in enumerate(after.split("\n")) if number not in new]
    remaining = iter(before.split("\n"))

    assert all(line in remaining for line in kept)


def test_what_git_says_of_the_end_is_what_carrying_says(tmp_path: Path) -> None:
    before = "def f():\n    return 1\n\n\ndef g():\n    return 2\n"
    after = "import os\n\n\ndef f():\n    return os\n\n\ndef g():\n    return 2\n"
    (tmp_path / "before").write_text(before)
    (tmp_path / "after").write_text(after)
    command = ["git", "diff", "--no-index", "--numstat", "before", "after"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert len(numbers(carried((), before, after).lines, after)) == int(said.stdout.split()[0])
