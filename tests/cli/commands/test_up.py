"""`devmentor up` before anything has started; running, it is tested end to end."""

from pathlib import Path

from tests.cli.conftest import Run


def test_a_wrong_setting_is_named_without_its_value(devmentor: Run) -> None:
    shown = devmentor("up", DEVMENTOR_DATABASE_URL="postgres://me:hunter2@host/db")

    assert shown.returncode == 2
    assert "DEVMENTOR_DATABASE_URL" in shown.stderr
    assert "hunter2" not in shown.stderr


def test_a_home_that_cannot_be_written_is_named(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    shown = devmentor("up", DEVMENTOR_HOME=str(tmp_path / "file" / "home"))

    assert shown.returncode == 2
    assert "DEVMENTOR_HOME" in shown.stderr


def test_a_port_base_out_of_range_is_refused(devmentor: Run) -> None:
    shown = devmentor("up", "--port-base", "70000")

    assert shown.returncode == 2
    assert "70000" in shown.stderr
