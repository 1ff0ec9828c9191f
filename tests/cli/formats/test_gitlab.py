import json

from tests.cli.formats.sample import finding, outcome

from devmentor_cli.formats.gitlab import render


def test_an_issue_has_what_gitlab_asks_for() -> None:
    (issue,) = json.loads(render(outcome(finding())))

    assert (issue["check_name"], issue["severity"]) == ("ruff/F821", "major")
    assert issue["description"] == "ruff F821: no such name"
    assert issue["location"]["path"] == "src/a b.py"
    assert issue["location"]["positions"]["begin"] == {"line": 1, "column": 16}


def test_fingerprints_are_unique_and_stay_when_lines_move() -> None:
    moved = outcome(finding(2), text='\n\nx = "é"; print(missing)\n')
    issues = json.loads(render(outcome(finding(), finding())))

    assert issues[0]["fingerprint"] != issues[1]["fingerprint"]
    assert issues[0]["fingerprint"] == json.loads(render(moved))[0]["fingerprint"]


def test_the_same_line_in_another_file_is_another_issue() -> None:
    issues = json.loads(render(outcome(finding(), finding(path="/project/b.py"))))

    assert issues[0]["fingerprint"] != issues[1]["fingerprint"]
