import json

import pytest
from tests.cli.formats.sample import finding, outcome

from devmentor_cli.formats.choice import format_named
from devmentor_cli.formats.place import in_file, message, place
from devmentor_protocol.position import Range

CELL = finding(3, 4, 9, cell=2)


def test_a_finding_in_a_notebook_tells_its_cell() -> None:
    assert place(CELL) == "cell 2:4:5"
    assert message(CELL) == "cell 2:4:5: no such name"
    assert in_file(CELL) == Range.of(0, 0, 0, 0)


def test_a_finding_in_another_file_is_where_it_says() -> None:
    assert place(finding()) == "1:16"
    assert message(finding()) == "no such name"
    assert in_file(finding()) == finding().range


@pytest.mark.parametrize(
    "output", ["text", "concise", "sarif", "github", "gitlab", "junit", "rdjson"]
)
def test_every_format_for_people_names_the_cell(output: str) -> None:
    assert "cell 2:4:5" in format_named(output)(outcome(CELL, text=""))


def test_programs_are_told_cell_line_and_column() -> None:
    (found,) = json.loads(format_named("json")(outcome(CELL)))["findings"]

    assert (found["cell"], found["line"], found["column"]) == (2, 4, 5)


@pytest.mark.parametrize(("output", "name"), [("sarif", "startLine"), ("gitlab", "line")])
def test_formats_that_know_lines_of_files_show_the_top(output: str, name: str) -> None:
    shown = format_named(output)(outcome(CELL))

    assert f'"{name}": 1' in shown and f'"{name}": 4' not in shown
