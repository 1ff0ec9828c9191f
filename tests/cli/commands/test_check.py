"""`devmentor check`."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_a_clean_file_exits_0(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "clean.py").write_text('"""Clean."""\n')

    shown = devmentor("check", "clean.py")

    assert (shown.returncode, shown.stdout) == (0, "")
    assert "Nothing to report in 1 file" in shown.stderr


def test_findings_exit_1_and_are_printed_where_they_are(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text("import os\n\nprint(nothing)\n")

    shown = devmentor("check", "bad.py")

    assert shown.returncode == 1
    assert "bad.py:1:8: " in shown.stdout
    assert "F821" in shown.stdout


def test_json_has_what_scripts_rely_on(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text("import os\n")

    report = json.loads(devmentor("check", "--format", "json", "bad.py").stdout)

    keys = {"path", "line", "column", "code", "message", "severity", "source"}
    assert keys <= report["findings"][0].keys()
    assert [(finding["code"], finding["line"]) for finding in report["findings"]] == [("F401", 1)]


def test_a_path_that_is_not_there_exits_2(devmentor: Run) -> None:
    shown = devmentor("check", "missing.py")

    assert shown.returncode == 2
    assert "missing.py" in shown.stderr


def test_what_cannot_be_analysed_is_named_and_the_rest_goes_on(
    devmentor: Run, tmp_path: Path
) -> None:
    (tmp_path / "binary.py").write_bytes(b"\x00\x01\x02" * 100)
    (tmp_path / "latin.py").write_bytes("é = 1\n".encode("latin-1"))
    (tmp_path / "bad.py").write_text("import os\n")

    shown = devmentor("check", ".")

    assert shown.returncode == 1
    assert "bad.py:1:8" in shown.stdout
    assert "skipped binary.py" in shown.stderr.replace("./", "")
    assert "UTF-8" in shown.stderr


def test_ignored_files_are_left_out(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("generated.py\n")
    (tmp_path / "generated.py").write_text("import os\n")

    assert devmentor("check").returncode == 0


def test_a_workspace_that_shadows_our_names_is_analysed(devmentor: Run, tmp_path: Path) -> None:
    for name in ("dataclasses.py", "server/__init__.py", "devmentor/__init__.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("raise SystemExit('imported by mistake')\n")

    assert devmentor("check").returncode == 0


def test_options_that_do_not_go_together_are_refused(devmentor: Run) -> None:
    shown = devmentor("check", "--fix", "--diff")

    assert shown.returncode == 2
    assert "do not go together" in shown.stderr


def test_nothing_is_printed_beside_the_format_when_piped(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text("import os\n")

    shown = devmentor("check", "--format", "sarif")

    assert json.loads(shown.stdout)["version"] == "2.1.0"
    assert "Analysing" not in shown.stderr
