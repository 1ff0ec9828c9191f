"""The GitHub Action: its last step, run as a runner runs it."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[3]


@pytest.fixture
def action() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def run_check(
    action: dict[str, Any], folder: Path, **inputs: str
) -> "subprocess.CompletedProcess[str]":
    """Run the step `Check` with our own program where the step before would install it."""
    step = action["runs"]["steps"][-1]
    given = {name: value["default"] for name, value in action["inputs"].items()} | inputs
    variables = {
        name: given[re.findall(r"inputs\.([\w-]+)", text)[0]] for name, text in step["env"].items()
    }
    programs = folder / ".runner" / "devmentor" / "bin"
    programs.mkdir(parents=True)
    (programs / "devmentor").symlink_to(Path(sys.executable).with_name("devmentor"))
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={**os.environ, **variables, "RUNNER_TEMP": str(folder / ".runner")},
        capture_output=True,
        check=False,
        text=True,
        timeout=90,
    )


def test_it_is_a_composite_action_whose_inputs_are_described(action: dict[str, Any]) -> None:
    assert action["runs"]["using"] == "composite"
    assert all("description" in each and "default" in each for each in action["inputs"].values())
    assert all("shell" in step for step in action["runs"]["steps"] if "run" in step)


def test_no_input_is_pasted_into_a_script(action: dict[str, Any]) -> None:
    scripts = [step["run"] for step in action["runs"]["steps"] if "run" in step]

    assert not [script for script in scripts if "${{" in script]


def test_findings_are_shown_beside_the_lines_and_fail_the_step(
    action: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "a.py").write_text("import os\n")

    shown = run_check(action, tmp_path, paths="a.py")

    assert shown.returncode == 1
    assert re.search(r"^::warning title=ruff F401,file=a.py,line=1", shown.stdout, re.MULTILINE)


def test_paths_may_stand_on_lines_of_their_own(action: dict[str, Any], tmp_path: Path) -> None:
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text("import os\n")

    shown = run_check(action, tmp_path, paths="a.py\nb.py\n")

    assert "file=b.py" in shown.stdout


def test_an_output_file_and_a_level_are_taken(action: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("import os\n")
    given = {"format": "sarif", "output": "found.sarif", "fail-on": "error"}

    shown = run_check(action, tmp_path, paths="a.py", **given)

    assert (shown.returncode, shown.stdout) == (0, "")
    assert '"2.1.0"' in (tmp_path / "found.sarif").read_text()
