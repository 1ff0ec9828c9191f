import os
import subprocess
from pathlib import Path

import pytest
from tests.analyzers.documents import document, saved

from devmentor_analyzers.advice.choices import Choices
from devmentor_analyzers.advice.last_run import LastRun, untested_files
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.syntax.syntax import Syntax

OLD = "def f(x):\n    return x\n"
NEW = "def f(x):\n    if x:\n        return 1\n    return x\n"
REPORT = "SF:a.py\nDA:1,1\nDA:2,1\nDA:3,0\nDA:4,1\nend_of_record\n"


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@b.c")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def changed_project(folder: Path) -> Path:
    """Make a repository with a committed file that changed, and a report about it."""
    git(folder, "init", "-q", "-b", "main")
    saved(folder / "a.py", OLD)
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    saved(folder / "a.py", NEW)
    saved(folder / "lcov.info", REPORT)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return changed_project(tmp_path)


def last_run() -> LastRun:
    return LastRun(Syntax(Settings()).outline)


async def test_a_change_that_no_test_reaches_is_told(project: Path) -> None:
    (found,) = await last_run().findings(document(project / "a.py", NEW))

    assert "`f` (line 3)" in found.message


async def test_what_a_branch_committed_counts_as_changed(project: Path) -> None:
    git(project, "checkout", "-qb", "branch")
    git(project, "commit", "-qam", "two")

    assert await last_run().findings(document(project / "a.py", NEW))


async def test_on_the_main_branch_what_is_committed_does_not(project: Path) -> None:
    git(project, "commit", "-qam", "two")

    assert await last_run().findings(document(project / "a.py", NEW)) == []


async def test_a_report_older_than_the_file_is_not_believed(project: Path) -> None:
    os.utime(project / "lcov.info", (1_000, 1_000))

    assert await last_run().findings(document(project / "a.py", NEW)) == []


async def test_nothing_is_said_of_a_text_that_is_not_saved(project: Path) -> None:
    assert await last_run().findings(document(project / "a.py", "x = 1\n" + NEW)) == []


async def test_tests_need_no_tests(project: Path) -> None:
    saved(project / "test_a.py", NEW)
    saved(project / "lcov.info", REPORT.replace("a.py", "test_a.py"))

    assert await last_run().findings(document(project / "test_a.py", NEW)) == []


async def test_without_git_or_a_report_nothing_is_said(tmp_path: Path) -> None:
    snapshot = saved(tmp_path / "a.py", NEW)
    assert await last_run().findings(snapshot) == []

    saved(tmp_path / "lcov.info", REPORT)
    assert await last_run().findings(snapshot) == []


async def test_what_changed_is_asked_again_when_files_change(project: Path) -> None:
    run = last_run()
    assert await run.findings(document(project / "a.py", NEW))

    git(project, "commit", "-qam", "two")
    run.forget()

    assert await run.findings(document(project / "a.py", NEW)) == []


async def test_a_check_tells_the_same_of_files(project: Path) -> None:
    files = [project / "a.py", project / "gone.py"]

    assert [each.code for each in await untested_files(files, Settings())] == ["untested-change"]
    assert await untested_files(files, Settings(advice=Choices.silent())) == []
