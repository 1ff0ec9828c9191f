"""How an answer's receipt reads in a terminal."""

import pytest

from devmentor_cli.answers import print_end, receipt_lines
from devmentor_protocol.mentor import Answer
from devmentor_protocol.receipt import Receipt, Rung, SourceRef


def test_a_receipt_names_model_rung_tokens_and_time() -> None:
    receipt = Receipt(
        rung=Rung.LOCAL,
        model="small",
        prompt_tokens=120,
        completion_tokens=30,
        stages_ms={"total": 1500.0},
    )

    assert receipt_lines(receipt) == ["— small · local · 120 + 30 tokens · 1.5 s"]


def test_a_receipt_lists_sources_redactions_and_notes() -> None:
    source = SourceRef(path="app.py", start_line=3, end_line=9)
    receipt = Receipt(rung=Rung.OFFLINE, sources=(source,), redactions=2, notes=("Cut off.",))

    assert receipt_lines(receipt)[1:] == ["  from app.py:3-9", "  2 secrets redacted", "  Cut off."]


def test_an_answer_without_a_model_says_so() -> None:
    assert "no model" in receipt_lines(Receipt(rung=Rung.OFFLINE))[0]


def test_the_receipt_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    print_end(Answer(text="Done.", receipt=Receipt(rung=Rung.OFFLINE)))

    shown = capsys.readouterr()
    assert shown.out == "\n"
    assert "offline" in shown.err
