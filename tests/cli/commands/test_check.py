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


COMPLEX = "def f(x):\n" + "".join(f"    if x == {n}:\n        g({n})\n" for n in range(15))


def test_a_hint_is_reported_when_it_is_selected(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("import os\n\n\n" + COMPLEX)

    everything = devmentor("check", "--format", "concise", "a.py")
    hint = devmentor("check", "--format", "concise", "--select", "too-complex", "a.py")

    assert "F401" in everything.stdout and "too-complex" not in everything.stdout
    assert "too-complex" in hint.stdout and "F401" not in hint.stdout
    assert (everything.returncode, hint.returncode) == (1, 0)


def test_rules_are_selected_by_their_beginning_and_with_commas(
    devmentor: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.py").write_text("import os\n\nprint(nothing)\n")

    shown = devmentor("check", "--format", "concise", "--select", "E,F82", "a.py")

    assert "F821" in shown.stdout and "F401" not in shown.stdout


def test_a_secret_is_told_and_never_printed(devmentor: Run, tmp_path: Path) -> None:
    secret = "q7Zt3vXb9KfR2mWs8LpY"
    (tmp_path / "a.js").write_text(f'const password = "{secret}";\n')

    for output in ("text", "concise", "json", "sarif", "github", "gitlab", "junit", "rdjson"):
        shown = devmentor("check", "--format", output, "a.js")
        assert shown.returncode == 1, output
        assert secret not in shown.stdout + shown.stderr, output


def test_the_project_decides_about_advice(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "devmentor.toml").write_text("secret = false\ntoo-complex = 30\n")
    (tmp_path / "a.py").write_text(COMPLEX + '\npassword = "q7Zt3vXb9KfR2mWs8LpY"\n')

    shown = devmentor("check", "--select", "secret,too-complex", "a.py")

    assert shown.stdout == ""


def test_layers_are_checked_and_cycles_when_selected(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "devmentor.toml").write_text('layers = ["shop.web", "shop.data"]\n')
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "web.py").write_text("from shop import data\n\nprint(data)\n")
    (tmp_path / "shop" / "data.py").write_text("from shop import web\n\nprint(web)\n")

    layers = devmentor("check", "--format", "concise", ".")
    cycles = devmentor("check", "--format", "concise", "--select", "import-cycle", ".")

    assert layers.returncode == 1
    assert "layering" in layers.stdout and "import-cycle" not in layers.stdout
    assert cycles.stdout.count("import-cycle") == 2
