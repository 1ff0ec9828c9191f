"""What one check decides: which findings count, and the exit code."""

import json
import subprocess
from pathlib import Path

import pytest
from tests.analyzers.checking import notebook
from tests.cli.conftest import Run

from devmentor_protocol.runtime import HOME_VARIABLE

BAD = "import os\n"


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init")
    (tmp_path / "a.py").write_text(BAD)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "first")
    return tmp_path


def test_only_changed_lines_count_with_a_diff_base(devmentor: Run, repository: Path) -> None:
    (repository / "a.py").write_text(BAD + "import sys\n")
    (repository / "new.py").write_text("import re\n")

    shown = devmentor("check", "--diff-base", "HEAD", "--format", "concise")

    assert shown.returncode == 1
    assert "`sys`" in shown.stdout and "`re`" in shown.stdout
    assert "`os`" not in shown.stdout


def test_a_bad_diff_base_is_a_mistake_of_the_call(devmentor: Run, repository: Path) -> None:
    shown = devmentor("check", "--diff-base", "nowhere")

    assert shown.returncode == 2
    assert "`nowhere` is no commit" in shown.stderr


def test_a_diff_base_needs_a_repository(devmentor: Run) -> None:
    shown = devmentor("check", "--diff-base", "HEAD")

    assert shown.returncode == 2
    assert "not in a git repository" in shown.stderr


def test_a_baseline_leaves_only_what_is_new(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(BAD)
    written = devmentor("check", "--baseline", "known.json", "--write-baseline")
    (tmp_path / "a.py").write_text(f'"""Moved."""\n\n{BAD}import sys\n')

    shown = devmentor("check", "--baseline", "known.json", "--format", "concise")

    assert written.returncode == 0
    assert shown.returncode == 1
    assert "`sys`" in shown.stdout
    assert "F401" in shown.stdout and "`os`" not in shown.stdout
    assert "1 known finding is in the baseline" in shown.stderr


def test_the_baseline_of_the_configuration_is_used(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "devmentor.toml").write_text('baseline = "known.json"\n')
    (tmp_path / "a.py").write_text(BAD)

    before = devmentor("check")
    written = devmentor("check", "--write-baseline")
    after = devmentor("check")

    assert (before.returncode, written.returncode, after.returncode) == (2, 0, 0)
    assert "no baseline" in before.stderr


@pytest.mark.parametrize("content", ["{", '{"version": 9, "findings": []}'])
def test_a_broken_baseline_is_a_mistake_of_the_call(
    devmentor: Run, tmp_path: Path, content: str
) -> None:
    (tmp_path / "known.json").write_text(content)

    shown = devmentor("check", "--baseline", "known.json")

    assert shown.returncode == 2
    assert "known.json" in shown.stderr and "--write-baseline" in shown.stderr


def test_writing_a_baseline_needs_a_place(devmentor: Run) -> None:
    shown = devmentor("check", "--write-baseline")

    assert shown.returncode == 2
    assert "--baseline FILE" in shown.stderr


def test_the_level_decides_what_fails(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(BAD)

    assert devmentor("check", "--fail-on", "error").returncode == 0
    assert devmentor("check", "--fail-on", "warning").returncode == 1
    assert devmentor("check", "--exit-zero").returncode == 0


def test_the_configuration_decides_and_the_command_line_overrides(
    devmentor: Run, tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.devmentor]\ntypes = false\nfail-on = "error"\nexclude = ["made.py"]\n'
    )
    (tmp_path / "made.py").write_text("print(missing)\n")
    (tmp_path / "a.py").write_text("x: int = ''\n")

    assert devmentor("check").returncode == 0
    assert devmentor("check", "--types").returncode == 1


def test_a_mistake_in_the_configuration_is_named(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "devmentor.toml").write_text("typs = true\n")

    shown = devmentor("check")

    assert shown.returncode == 2
    assert "devmentor.toml" in shown.stderr and "Did you mean `types`" in shown.stderr


def test_an_engine_without_an_answer_never_looks_clean(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "ruff.toml").write_text("nonsense = 1\n")
    (tmp_path / "a.py").write_text(BAD)

    shown = devmentor("check", "--exit-zero")

    assert shown.returncode == 2
    assert "ruff refused" in shown.stderr and "nonsense" in shown.stderr


def test_findings_can_be_counted(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(BAD)

    shown = devmentor("check", "--statistics", "--format", "json")

    counts = {row["code"]: row["count"] for row in json.loads(shown.stdout)}
    assert counts["F401"] == 1
    assert shown.returncode == 1


def test_comments_and_muted_rules_are_heeded(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "devmentor.toml").write_text('mute = ["invalid-assignment", "I001"]\n')
    (tmp_path / "a.py").write_text(
        "import os  # devmentor: ignore[F401]\nx: int = 'a'\nimport sys\n"
    )

    shown = devmentor("check", "--format", "concise")
    written = devmentor("check", "--baseline", "known.json", "--write-baseline")

    assert shown.stdout.count("\n") == 1 and "`sys`" in shown.stdout
    assert "Wrote 1 finding to" in written.stderr


def test_the_usual_baseline_counts_without_a_word(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / ".devmentor").mkdir()
    (tmp_path / "a.py").write_text(BAD)
    devmentor("check", "--baseline", ".devmentor/baseline.json", "--write-baseline")

    assert devmentor("check").returncode == 0


def test_a_known_finding_on_a_changed_line_stays_known(devmentor: Run, repository: Path) -> None:
    (repository / "a.py").write_text(f"{BAD}x = 1\n{BAD}")
    (repository / ".devmentor").mkdir()
    devmentor("check", "--baseline", ".devmentor/baseline.json", "--write-baseline")

    shown = devmentor("check", "--diff-base", "HEAD")

    assert shown.returncode == 0


@pytest.mark.parametrize("given", [(), ("--stdin-filename", "a.py")], ids=["files", "stdin"])
def test_types_are_checked_by_the_engine_of_the_project_when_it_is_allowed(
    devmentor: Run, tmp_path: Path, given: tuple[str, ...]
) -> None:
    (tmp_path / "devmentor.toml").write_text('types = "pyrefly"\n')
    (tmp_path / "a.py").write_text(text := "x: int = ''\n")
    home = {HOME_VARIABLE: str(tmp_path / "home")}
    check = ("check", "--format", "concise", *given)

    before = devmentor(*check, text=text, **home)
    trusted = devmentor("trust", "--yes", **home)
    after = devmentor(*check, text=text, **home)
    without = devmentor(*check, "--no-types", text=text, **home)

    assert "[ty invalid-assignment]" in before.stdout
    assert before.stderr.count("\n") == 2 and "`devmentor trust` allows" in before.stderr
    assert trusted.returncode == 0
    assert "[pyrefly bad-assignment]" in after.stdout and "[ty" not in after.stdout
    assert "trust" not in after.stderr
    assert (without.returncode, without.stdout) == (0, "")


def test_a_notebook_has_its_baseline_and_its_changed_lines(
    devmentor: Run, repository: Path
) -> None:
    notebook.write(repository / "n.ipynb", "# # Title", "print(q)")
    git(repository, "add", ".")
    git(repository, "commit", "-m", "second")
    written = devmentor("check", "n.ipynb", "--baseline", "known.json", "--write-baseline")
    notebook.write(repository / "n.ipynb", "print(new)", "# # Title", "print(q)")
    check = ("check", "n.ipynb", "--format", "concise")

    unknown = devmentor(*check, "--baseline", "known.json")
    changed = devmentor(*check, "--diff-base", "HEAD")

    assert written.returncode == 0
    for shown in (unknown, changed):
        assert shown.stdout.startswith("n.ipynb:cell 1:1:7: error")
        assert shown.stdout.count("\n") == 1


def test_fixes_leave_notebooks_as_they_are(devmentor: Run, tmp_path: Path) -> None:
    file = notebook.write(tmp_path / "n.ipynb", "import os")
    before = file.read_bytes()

    shown = devmentor("check", "--fix", "--format", "concise")

    assert "n.ipynb:cell 1:1:8: " in shown.stdout
    assert (shown.returncode, file.read_bytes()) == (1, before)
    assert devmentor("check", "--diff").returncode == 0


def test_a_path_that_goes_up_or_through_a_link_is_checked_like_any_other(
    devmentor: Run, repository: Path
) -> None:
    (repository / "web").mkdir()
    (repository / "web" / "link").symlink_to("..")
    (repository / "a.py").write_text(f"{BAD}import re\n")

    up = devmentor("check", "--format", "concise", "web/../a.py")
    link = devmentor("check", "--format", "concise", "--diff-base", "HEAD", "web/link/a.py")

    assert up.stdout.count("F401") == 2
    assert link.stdout.count("F401") == 1


def test_a_hint_about_a_function_is_news_when_any_of_it_changed(
    devmentor: Run, repository: Path
) -> None:
    code = "def f(a, b):\n" + "    if a:\n        for x in b:\n            if x: a += 1\n" * 9
    (repository / "b.py").write_text(code)
    git(repository, "add", ".")
    git(repository, "commit", "-m", "second")
    (repository / "b.py").write_text(code[:-2] + "2\n")

    shown = devmentor("check", "--select", "too-complex", "--diff-base", "HEAD")

    assert "b.py:1:5: hint" in shown.stdout


def test_the_nearest_configuration_decides_what_is_reported(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "api" / "src").mkdir(parents=True)
    (tmp_path / "web").mkdir()
    for name in ("api/src/a.py", "web/b.py"):
        (tmp_path / name).write_text(BAD)
    (tmp_path / "api" / "pyproject.toml").write_text('[tool.devmentor]\nmute = ["F401"]\n')
    (tmp_path / "web" / "devmentor.toml").write_text('fail-on = "error"\n')

    shown = devmentor("check", "--format", "concise", "api/src/a.py", "web/b.py")
    devmentor("check", "--fix", ".")

    assert (shown.returncode, shown.stdout.count("F401")) == (0, 1)
    assert (tmp_path / "api" / "src" / "a.py").read_text() == BAD
    assert (tmp_path / "web" / "b.py").read_text() == ""


def test_names_that_notebooks_are_given_are_known(devmentor: Run, tmp_path: Path) -> None:
    cell = "display(get_ipython())\nprint(_, Out[1])\nnothing\n"
    notebook.write(tmp_path / "a.ipynb", cell)

    shown = devmentor("check", "--format", "concise")

    assert "nothing" in shown.stdout
    assert not [name for name in ("display", "get_ipython", "`_`", "Out") if name in shown.stdout]
