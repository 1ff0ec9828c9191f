"""`devmentor unmute`."""

from pathlib import Path

from tests.cli.conftest import Run


def test_everything_that_was_muted_can_be_taken_back(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    for where in (["--project"], ["--me"], ["--file", "a.py"]):
        devmentor("mute", "F401", *where)
        back = devmentor("unmute", "F401", *where)
        again = devmentor("unmute", "F401", *where)

        assert "reported again" in back.stdout
        assert (again.returncode, "is not muted" in again.stdout) == (0, True)
    assert (tmp_path / "a.py").read_text() == "x = 1\n"
    assert "Nothing is muted" in devmentor("mute", "--list").stdout


def test_a_configuration_that_cannot_be_used_is_named(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "devmentor.toml").write_text("mute = 3\n")
    shown = devmentor("unmute", "F401")
    both = devmentor("unmute", "F401", "--me", "--project")

    assert (shown.returncode, both.returncode) == (2, 2)
    assert "`mute` has to be a list" in shown.stderr
