import json

from tests.cli.formats.sample import AWKWARD, finding, outcome

from devmentor_cli.formats.jsonl import render


def test_each_line_is_a_finding() -> None:
    lines = render(outcome(finding(), finding(message=AWKWARD))).splitlines()

    assert [json.loads(line)["message"] for line in lines] == ["no such name", AWKWARD]


def test_nothing_found_is_nothing_printed() -> None:
    assert render(outcome()) == ""
