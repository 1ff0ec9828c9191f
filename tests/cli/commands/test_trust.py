"""`devmentor trust`."""

from pathlib import Path

from tests.analyzers.environments.places import environment
from tests.cli.conftest import Run

CONFIG = '[engines.zls]\ncommand = ["zls", "--log"]\nlanguages = ["zig"]\n'


def test_what_a_project_wants_started_is_shown_and_allowed(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "devmentor.toml").write_text(CONFIG)
    home = {"DEVMENTOR_HOME": str(tmp_path / "home")}

    asked = devmentor("trust", **home)
    allowed = devmentor("trust", "--yes", **home)
    again = devmentor("trust", **home)
    revoked = devmentor("trust", "--revoke", **home)

    assert "zls: zls --log" in asked.stdout
    assert asked.returncode == 1
    assert "Allowed." in allowed.stdout
    assert "Allowed already" in again.stdout
    assert "no longer" in revoked.stdout


def test_a_project_that_wants_nothing_needs_nothing(devmentor: Run) -> None:
    assert "Nothing to allow" in devmentor("trust").stdout


def test_a_broken_configuration_is_named(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "devmentor.toml").write_text("[engines.zls]\n")
    done = devmentor("trust")

    assert done.returncode == 2
    assert "`zls` needs the key `command`" in done.stderr


def test_an_environment_that_came_with_the_project_is_shown_and_allowed(
    devmentor: Run, tmp_path: Path
) -> None:
    program = environment(tmp_path / ".venv") / "bin" / "python"
    home = {"DEVMENTOR_HOME": str(tmp_path / "home")}

    asked = devmentor("trust", **home)
    devmentor("trust", "--yes", **home)
    again = devmentor("trust", **home)

    assert f"{program.parent.parent} came with the project" in asked.stdout
    assert asked.returncode == 1
    assert "Allowed already" in again.stdout
