"""Progress is for terminals."""

import pytest

from devmentor_cli.progress import counting, waiting


def test_nothing_is_drawn_when_standard_error_is_no_terminal(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with waiting("Looking"), counting("Analysing") as advance:
        advance(1, 2)

    assert capfd.readouterr() == ("", "")


def test_a_bar_is_drawn_on_a_terminal(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with counting("Analysing") as advance:
        advance(1, 2)

    assert "Analysing" in capfd.readouterr().err
