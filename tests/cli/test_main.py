"""The front door itself."""

from importlib.metadata import version
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from devmentor_cli.main import COMMANDS


def test_help_lists_every_command(devmentor: Run) -> None:
    shown = devmentor("--help")

    assert shown.returncode == 0
    assert all(f" {name} " in shown.stdout for name in COMMANDS)


def test_version_is_the_installed_one(devmentor: Run) -> None:
    assert version("devmentor") in devmentor("--version").stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(devmentor: Run, name: str) -> None:
    shown = devmentor(name, "--help")

    assert shown.returncode == 0
    assert "Usage: devmentor" in shown.stdout


def test_an_unknown_command_is_refused(devmentor: Run) -> None:
    shown = devmentor("chekc")

    assert shown.returncode == 2
    assert "No such command" in shown.stderr


def test_help_does_not_import_what_only_one_command_needs(devmentor: Run) -> None:
    shown = devmentor("--help", PYTHONPROFILEIMPORTTIME="1")

    assert "fastapi" not in shown.stderr
    assert "lsprotocol" not in shown.stderr


def test_a_fault_inside_has_its_own_code_and_says_what_to_do(
    devmentor: Run, tmp_path: Path
) -> None:
    """A fault is made by a package that shadows one of ours and fails when it is imported."""
    shadow = tmp_path / "shadow" / "devmentor_analyzers"
    shadow.mkdir(parents=True)
    (shadow / "__init__.py").write_text("raise RuntimeError('broken')\n")

    shown = devmentor("check", PYTHONPATH=str(shadow.parent))

    assert shown.returncode == 3
    assert "DevMentor failed: broken" in shown.stderr
    assert "devmentor doctor" in shown.stderr
