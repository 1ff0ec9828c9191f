import click
from tests.cli.formats.sample import finding, outcome

from devmentor_cli.formats.text import render


def shown(*lines: str) -> list[str]:
    return click.unstyle("".join(lines)).splitlines()


def test_the_code_is_shown_and_underlined() -> None:
    _, code, marks = shown(render(outcome(finding())))

    at = code.index("missing")
    assert marks[at : at + 7] == "^" * 7
    assert marks.count("^") == 7


def test_wide_characters_and_tabs_keep_the_marks_in_place() -> None:
    _, code, marks = shown(render(outcome(finding(0, 5, 6), text='\t"界" x\n')))

    # The wide one takes two columns on a terminal, one character here.
    assert marks.index("^") == code.index("x") + 1


def test_a_finding_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    _, code, marks = shown(render(outcome(finding(1, 0, 5, end_line=2))))

    assert len(marks) == len(code)
    assert marks.count("^") == len("if x:")


def test_lines_that_programs_wrote_are_not_shown() -> None:
    assert len(shown(render(outcome(finding(), text="x" * 500)))) == 1
    assert len(shown(render(outcome(finding(), text="\x1b[31m")))) == 1
