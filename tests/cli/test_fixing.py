from pathlib import Path

import pytest
from tests.cli.conftest import Run

UNSAFE = "def f():\n    x = 1\n"


@pytest.fixture(autouse=True)
def configured(tmp_path: Path) -> None:
    (tmp_path / "ruff.toml").write_text('lint.select = ["F"]\n')


def test_safe_fixes_are_written_and_what_is_left_is_reported(
    devmentor: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.py").write_text("import os\n" + UNSAFE)

    shown = devmentor("check", "--fix")

    assert (tmp_path / "a.py").read_text() == UNSAFE
    assert shown.returncode == 1
    assert "F841" in shown.stdout and "F401" not in shown.stdout
    assert "Fixed 1 file." in shown.stderr


def test_unsafe_fixes_are_written_when_asked_for(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(UNSAFE)

    assert devmentor("check", "--fix", "--unsafe-fixes").returncode == 0
    assert (tmp_path / "a.py").read_text() == "def f():\n    pass\n"


def test_a_diff_writes_nothing(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("import os\n")

    shown = devmentor("check", "--diff")

    assert shown.returncode == 1
    assert "--- a/a.py\n+++ b/a.py\n" in shown.stdout
    assert (tmp_path / "a.py").read_text() == "import os\n"
    assert devmentor("check", "--diff", "--exit-zero").returncode == 0


def test_a_read_only_file_is_told_and_left_alone(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("import os\n")
    (tmp_path / "a.py").chmod(0o444)
    (tmp_path / "b.py").write_text("import os\n")

    shown = devmentor("check", "--fix")

    assert shown.returncode == 1
    assert "skipped a.py: not fixed: it is read-only" in shown.stderr
    assert (tmp_path / "a.py").read_text() == "import os\n"
    assert (tmp_path / "b.py").read_text() == ""


def test_a_refused_configuration_is_a_mistake_of_the_call(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "ruff.toml").write_text("nonsense = 1\n")
    (tmp_path / "a.py").write_text("import os\n")

    assert devmentor("check", "--fix").returncode == 2
