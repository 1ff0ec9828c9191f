from pathlib import Path

import pytest
from tests.analyzers.checking import notebook
from tests.analyzers.documents import saved

from devmentor_analyzers.checking.check import CheckReport, check
from devmentor_analyzers.checking.notebooks import faults_of_notebooks
from devmentor_analyzers.settings import CHECKERS, Settings

FIRST = "import os\nx: int = ''\n"
SECOND = "%matplotlib inline\n'😀'; y: str = x"
LINT_ONLY = Settings(ty=False)


def told(report: CheckReport) -> list[tuple[str, int | None, int, int, str]]:
    return [
        (Path(each.path).name, each.cell, each.line, each.column, each.source)
        for each in report.findings
        if each.code != "I001"
    ]


@pytest.mark.parametrize("checker", CHECKERS)
async def test_findings_are_told_by_cell_and_in_its_lines(tmp_path: Path, checker: str) -> None:
    notebook.write(tmp_path / "a.ipynb", "# # Title", FIRST, "%%bash\nls", "# # More", SECOND)
    saved(tmp_path / "b.py", "x: int = ''\n")

    report = await check([tmp_path], Settings(checker=checker))

    assert told(report) == [
        ("a.ipynb", 2, 1, 8, "ruff"),
        ("a.ipynb", 2, 2, 10, checker),
        ("a.ipynb", 5, 2, 15, checker),
        ("b.py", None, 1, 10, checker),
    ]
    assert (report.files, report.skipped) == (2, [])


async def test_the_same_at_the_same_place_of_two_cells_is_told_twice(tmp_path: Path) -> None:
    notebook.write(tmp_path / "a.ipynb", "print(q)", "print(q)")

    report = await check([tmp_path / "a.ipynb"], Settings())

    assert told(report) == [("a.ipynb", 1, 1, 7, "ruff"), ("a.ipynb", 2, 1, 7, "ruff")]


@pytest.mark.parametrize("settings", [Settings(), LINT_ONLY, Settings(lint=False)])
@pytest.mark.parametrize("text", ["", "{no json", "[]", "{}", "\0"])
async def test_what_is_no_notebook_is_one_finding(
    tmp_path: Path, text: str, settings: Settings
) -> None:
    saved(tmp_path / "a.ipynb", text)
    notebook.write(tmp_path / "b.ipynb", "print(q)")

    report = await check([tmp_path], settings)

    broken, *rest = report.findings
    assert (Path(broken.path).name, broken.cell, broken.line) == ("a.ipynb", None, 1)
    assert {Path(each.path).name for each in rest} == {"b.ipynb"}
    assert report.failures == ()


@pytest.mark.parametrize("checker", CHECKERS)
async def test_notebooks_of_others_are_skipped_with_the_reason(
    tmp_path: Path, checker: str
) -> None:
    notebook.write(tmp_path / "old.ipynb", FIRST, written=3)
    notebook.write(tmp_path / "r.ipynb", FIRST, SECOND, language="R")

    report = await check([tmp_path], Settings(checker=checker))

    assert {skip.path.name: skip.reason.split(":")[0] for skip in report.skipped} == {
        "old.ipynb": "a notebook of format 3",
        "r.ipynb": "a notebook in R",
    }
    assert (report.findings, report.failures) == ([], ())


async def test_copies_that_jupyter_makes_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".ipynb_checkpoints").mkdir()
    notebook.write(tmp_path / ".ipynb_checkpoints" / "a-checkpoint.ipynb", FIRST)

    assert (await check([tmp_path], LINT_ONLY)).files == 0


def test_files_that_cannot_be_read_are_skipped(tmp_path: Path) -> None:
    (tmp_path / "folder.ipynb").mkdir()
    large = notebook.write(tmp_path / "large.ipynb", "x = 1\n" * 100)
    files = [tmp_path / "gone.ipynb", tmp_path / "folder.ipynb", large]

    faults = faults_of_notebooks(files, Settings(max_file_bytes=500))

    assert faults.found == []
    assert [each.reason.split(":")[0] for each in faults.skipped] == [
        "cannot be read",
        "not a file",
        "too large",
    ]


async def test_advice_is_told_by_cell_and_can_be_ignored_there(tmp_path: Path) -> None:
    token = "ghp_" + "q1W2e3R4t5Y6u7I8o9P0a1S2d3F4g5H6j7K8"
    jumps = "def f():\n    return 1\n    print(2)\n"
    notebook.write(tmp_path / "a.ipynb", "# # Title", f"x = '{token}'\n", jumps)

    plain = await check([tmp_path], LINT_ONLY)
    asked = await check([tmp_path], LINT_ONLY, select=["unreachable"])

    assert [(each.code, each.cell, each.line) for each in plain.findings] == [("secret", 2, 1)]
    assert [(each.code, each.cell, each.line) for each in asked.findings] == [("unreachable", 3, 3)]
