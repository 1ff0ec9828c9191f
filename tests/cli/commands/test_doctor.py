"""`devmentor doctor`."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_it_tells_engines_rung_ports_and_data_folder(devmentor: Run) -> None:
    shown = devmentor("doctor", "--format", "json")

    parts = {check_up["part"]: check_up for check_up in json.loads(shown.stdout)}
    assert {"devmentor", "python", "ruff", "ty", "jedi", "rung", "data folder"} <= parts.keys()
    assert {parts[name]["health"] for name in ("ruff", "ty", "jedi")} == {"ok"}
    assert parts["rung"]["fix"].endswith("devmentor up")


def test_a_data_folder_that_cannot_be_made_is_a_problem(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    shown = devmentor("doctor", DEVMENTOR_HOME=str(tmp_path / "file" / "home"))

    assert shown.returncode == 1
    assert "cannot be written" in shown.stdout
    assert "DEVMENTOR_HOME" in shown.stdout
