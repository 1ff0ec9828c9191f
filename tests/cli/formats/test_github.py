from tests.cli.formats.sample import AWKWARD, finding, outcome

from devmentor_cli.formats.github import render
from devmentor_protocol.finding import Severity


def test_a_finding_is_a_command_at_its_place() -> None:
    assert render(outcome(finding())) == (
        "::error title=ruff F821,file=src/a b.py,line=1,endLine=1,col=16,endColumn=23"
        "::/project/src/a b.py:1:16: no such name\n"
    )


def test_nothing_in_a_message_or_a_name_can_end_the_command() -> None:
    (line,) = render(outcome(finding(path="/project/a,b:c%.py", message=AWKWARD))).splitlines()

    assert "file=a%2Cb%3Ac%25.py," in line
    assert "100%25: <a> & 'b',%0Athen" in line


def test_severities_have_their_commands() -> None:
    levels = (Severity.WARNING, Severity.INFORMATION)
    shown = render(outcome(*(finding(severity=level) for level in levels)))

    assert [line.split(" ")[0] for line in shown.splitlines()] == ["::warning", "::notice"]


def test_a_finding_over_several_lines_has_no_columns() -> None:
    assert "col=" not in render(outcome(finding(1, 0, 5, end_line=2)))
