"""A real Neovim, headless, with the configuration that the README shows."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.conftest import Tier

from devmentor_cli.tour.sample import SAMPLE

ROOT = Path(__file__).parents[3]
COMPLETE_LINE, COMPLETE_COLUMN = 18, len("    paid = basket.to")


@pytest.fixture(scope="module")
def session(tier: Tier, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one Neovim session saw."""
    folder = tmp_path_factory.mktemp("neovim")
    (folder / "pyproject.toml").write_text("[project]\nname = 'shop'\nversion = '1'\n")
    file, result = folder / "shop.py", folder / "result.json"
    file.write_text(SAMPLE)
    binaries = Path(sys.executable).parent
    environment = {
        **tier.environment,
        "FILE": str(file),
        "SERVER": str(binaries / "devmentor"),
        "RESULT": str(result),
        "PLUGIN": str(ROOT / "editors" / "neovim"),
        "COMPLETE_LINE": str(COMPLETE_LINE),
        "COMPLETE_COLUMN": str(COMPLETE_COLUMN),
        "HOVER_LINE": "17",
        "HOVER_COLUMN": str(COMPLETE_COLUMN - 1),
        "EXPLAIN_LINE": "12",
        "EXPECTED_STATUS": "DevMentor: local",
        "XDG_STATE_HOME": str(folder / "state"),
    }
    command = [
        str(binaries / "nvim"),
        "--headless",
        "--clean",
        "-l",
        str(Path(__file__).with_name("drive.lua")),
    ]
    run = subprocess.run(  # its outcome is read from the file it writes
        command,
        check=False,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=110,
    )
    assert result.exists(), f"Neovim ended without a result:\n{run.stdout}\n{run.stderr}"
    seen = json.loads(result.read_text())
    assert seen.get("failure") is None, seen["failure"]
    return seen


def test_it_shows_the_findings(session: dict[str, Any]) -> None:
    codes = {diagnostic["code"] for diagnostic in session["diagnostics"]}

    assert {"F401", "F821"} <= codes


def test_it_completes_a_method(session: dict[str, Any]) -> None:
    assert "total" in session["completions"]


def test_hover_tells_what_the_name_under_the_cursor_is(session: dict[str, Any]) -> None:
    assert "Sum the prices" in session["hover"]


def test_it_says_which_rung_it_is_on(session: dict[str, Any]) -> None:
    assert session["status"] == "DevMentor: local"


def test_the_explain_action_streams_an_answer_into_a_buffer(session: dict[str, Any]) -> None:
    answer, _, receipt = session["answer"].rpartition("\n---\n")

    assert len(answer) > 20
    assert session["growth"] > 2
    assert "local" in receipt
    assert "SmolLM2" in receipt
