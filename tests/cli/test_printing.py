from pathlib import Path

import pytest
from tests.cli.formats.sample import finding, outcome

from devmentor_analyzers.checking.parsing import Skipped
from devmentor_cli.printing import print_outcome, print_skipped


def test_standard_output_holds_nothing_but_the_format(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_outcome(outcome(finding()), "jsonl", statistics=False, known=2, beside=False)

    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert "1 finding in 1 of 3 files." in err
    assert "2 known findings are in the baseline." in err


def test_findings_go_beside_what_else_is_on_standard_output(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_outcome(outcome(finding()), "text", statistics=True, known=0, beside=True)

    out, err = capsys.readouterr()
    assert (out, "F821" in err) == ("", True)


def test_what_was_skipped_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    print_skipped([Skipped(Path("b.py"), "binary")])

    assert capsys.readouterr().err == "skipped b.py: binary\n"
