from tests.cli.formats.sample import AWKWARD, finding, outcome

from devmentor_cli.formats.concise import render


def test_each_finding_is_one_line() -> None:
    shown = render(outcome(finding(), finding(message=AWKWARD)))

    lines = shown.splitlines()
    assert len(lines) == 2
    assert "src/a b.py" in lines[0]
    assert "no such name [ruff F821]" in lines[0]
