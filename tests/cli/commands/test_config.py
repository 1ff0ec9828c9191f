"""`devmentor config`."""

from pathlib import Path

from tests.cli.conftest import Run


def test_what_is_set_is_shown_with_where(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "devmentor.toml").write_text('types = false\nexclude = ["made"]\n')

    lines = devmentor("config", "show").stdout.splitlines()

    assert [line.split("  #")[0].rstrip() for line in lines] == [
        "types = false",
        'exclude = ["made"]',
    ]
    assert all(line.endswith(f"# {tmp_path / 'devmentor.toml'}") for line in lines)


def test_resolved_shows_the_defaults_too(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.devmentor]\nfail-on = "error"\n')

    shown = devmentor("config", "show", "--resolved").stdout

    assert 'fail-on = "error"' in shown
    assert "max-file-bytes = 2000000" in shown
    assert "# default" in shown and "pyproject.toml" in shown


def test_nothing_set_is_said(devmentor: Run) -> None:
    shown = devmentor("config", "show")

    assert (shown.returncode, shown.stdout) == (0, "")
    assert "--resolved" in shown.stderr


def test_a_mistake_is_named(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "devmentor.toml").write_text("lint = 3\n")

    shown = devmentor("config", "show")

    assert shown.returncode == 2
    assert "`lint` has to be true or false" in shown.stderr
