"""The terminal asks as an editor does."""

from pathlib import Path

import pytest

from devmentor_cli.explaining import explain_place
from devmentor_protocol.receipt import Rung


async def test_an_explanation_is_printed_and_returned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "area.py").write_text(
        'def area(side):\n    """Square the side."""\n    return side\n'
    )

    answer = await explain_place(tmp_path / "area.py", 1, tier_url=None, folder=tmp_path)

    assert answer.receipt.rung is Rung.OFFLINE
    assert "Square the side" in capsys.readouterr().out


async def test_findings_of_types_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.py").write_text("def f(x: int) -> str:\n    return x\n")

    await explain_place(tmp_path / "a.py", 2, tier_url=None, folder=tmp_path)

    assert "Return type does not match" in capsys.readouterr().out
