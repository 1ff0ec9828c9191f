import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.analyzers.documents import saved
from tests.conftest import NewChildren

from devmentor_analyzers.checking import beginning
from devmentor_analyzers.checking import check as checking
from devmentor_analyzers.checking.beginning import begin
from devmentor_analyzers.checking.check import CheckReport, check
from devmentor_analyzers.files import patterns
from devmentor_analyzers.settings import Settings

LINT_ONLY = Settings(ty=False)


def told(report: CheckReport) -> list[tuple[str, int, str]]:
    return [(Path(each.path).name, each.line, each.code) for each in report.findings]


async def test_every_language_of_a_folder_is_checked(tmp_path: Path) -> None:
    saved(tmp_path / "a.py", "import os\n\nx: int = 'a'\n")
    saved(tmp_path / "b.ts", "let x = ;\n")
    saved(tmp_path / "c.json", '{"a": }')
    saved(tmp_path / "d.txt", "not code")

    report = await check([tmp_path], Settings())

    assert told(report) == [
        ("a.py", 1, "F401"),
        ("a.py", 3, "invalid-assignment"),
        ("b.ts", 1, "syntax-error"),
        ("c.json", 1, "syntax-error"),
    ]
    assert (report.files, report.skipped) == (3, [])


async def test_the_projects_configuration_and_ignore_files_are_honoured(tmp_path: Path) -> None:
    saved(tmp_path / "pyproject.toml", '[tool.ruff.lint]\nselect = ["E711"]\n')
    saved(tmp_path / ".gitignore", "made.py\n")
    saved(tmp_path / "made.py", "import os\n")
    saved(tmp_path / "src" / "a.py", "import os\nos == None\n")

    assert told(await check([tmp_path / "src", tmp_path], LINT_ONLY)) == [("a.py", 2, "E711")]


async def test_files_that_cannot_be_analysed_are_skipped_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "huge.py").write_bytes(b"x = 1\n" * 9_000_000)
    (tmp_path / "binary.py").write_bytes(b"\0\1")
    (tmp_path / "latin.py").write_bytes(b"x = '\xe9'\n")
    gone = tmp_path / "gone.py"

    report = await check([tmp_path, gone], LINT_ONLY)

    assert {skip.path.name: skip.reason.split(":")[0] for skip in report.skipped} == {
        "huge.py": "too large",
        "binary.py": "binary",
        "latin.py": "not UTF-8",
        "gone.py": "cannot be read",
    }
    assert (report.files, report.findings) == (0, [])


async def test_paths_are_told_as_they_were_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(tmp_path / "a.py", "import os\n")
    monkeypatch.chdir(tmp_path)

    report = await check([Path("a.py")], LINT_ONLY)

    assert [each.path for each in report.findings] == ["a.py"]


async def test_progress_is_told_and_no_process_is_left(
    tmp_path: Path, new_children: NewChildren
) -> None:
    for number in range(40):
        saved(tmp_path / f"m{number}.py", "x = 1\n")
    seen: list[tuple[int, int]] = []

    await check([tmp_path], LINT_ONLY, on_progress=lambda done, of: seen.append((done, of)))

    assert seen == [(40, 80), (80, 80)]
    assert not new_children()


async def test_only_some_files_of_a_folder_can_be_asked_for(tmp_path: Path) -> None:
    for name in ("a.py", "b.py"):
        saved(tmp_path / name, "import os\n")

    report = await check([tmp_path], LINT_ONLY, only={tmp_path / "b.py"})

    assert (told(report), report.files) == ([("b.py", 1, "F401")], 1)


async def test_excluded_files_are_left_out_also_when_named(tmp_path: Path) -> None:
    for name in ("made/a.py", "b.py"):
        saved(tmp_path / name, "import os\n")
    excluding = patterns(tmp_path, ["made/"])

    report = await check([tmp_path, tmp_path / "made/a.py"], LINT_ONLY, excluding=excluding)

    assert told(report) == [("b.py", 1, "F401")]


async def test_an_engine_that_refuses_its_configuration_costs_its_own_findings_only(
    tmp_path: Path,
) -> None:
    saved(tmp_path / "ruff.toml", "nonsense = 1\n")
    saved(tmp_path / "a.py", "x: int = ''\n")

    report = await check([tmp_path], Settings())

    assert told(report) == [("a.py", 1, "invalid-assignment")]
    assert [(each.engine, each.configuration) for each in report.failures] == [("ruff", True)]
    assert "nonsense" in report.failures[0].message


async def test_without_lint_our_own_parser_finds_syntax_errors(tmp_path: Path) -> None:
    saved(tmp_path / "a.py", "def (:\n")

    report = await check([tmp_path], Settings(lint=False, ty=False))

    assert {each.code for each in report.findings} == {"syntax-error"}


async def test_each_path_is_checked_as_part_of_its_own_project(tmp_path: Path) -> None:
    for name in ("one", "two"):
        saved(tmp_path / name / "pyproject.toml", "[project]\n")
        saved(tmp_path / name / "inner.py", f"def {name}() -> None: ...\n")
        saved(tmp_path / name / "main.py", f"from inner import {name}\n\n{name}()\n")

    report = await check([tmp_path / "one", tmp_path / "two"], Settings(lint=False))

    assert told(report) == []


async def test_a_folder_without_code_has_nothing_to_report(tmp_path: Path) -> None:
    assert await check([tmp_path], LINT_ONLY) == CheckReport([], 0, [])


async def test_a_name_that_engines_cannot_be_told_is_skipped_and_no_other_with_it(
    tmp_path: Path,
) -> None:
    saved(tmp_path / "good.py", "import os\n\nx: int = ''\n")
    (tmp_path / os.fsdecode(b"caf\xe9.py")).write_text("import os\n")

    report = await check([tmp_path], Settings())

    assert told(report) == [("good.py", 1, "F401"), ("good.py", 3, "invalid-assignment")]
    assert [each.reason for each in report.skipped] == ["its name is not UTF-8; rename it"]
    assert report.failures == ()


async def test_a_file_that_goes_while_it_is_checked_harms_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list of files is a fake: it names one that was deleted since it was made."""
    good = saved(tmp_path / "good.py", "import os\n").path
    listed = [good, tmp_path / "gone.py"]

    def files(_paths: Sequence[Path], *_more: object) -> list[Path]:
        return listed

    monkeypatch.setattr(beginning, "files_of", files)

    report = await check([tmp_path], Settings())

    assert told(report) == [("good.py", 1, "F401")]
    assert [each.path.name for each in report.skipped] == ["gone.py"]


async def test_what_was_begun_is_finished_and_what_fails_meanwhile_leaves_no_process(
    tmp_path: Path, new_children: NewChildren, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parser is a fake: it stands for anything that fails while engines are at work."""
    saved(tmp_path / "a.py", "import os\n")
    begun = begin([tmp_path], Settings())

    assert told(await check([tmp_path], Settings(), begun=begun)) == [("a.py", 1, "F401")]

    def fail(*_given: object, **_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(checking, "faults_of", fail)
    with pytest.raises(RuntimeError):
        await check([tmp_path], Settings())
    assert not new_children()


async def test_a_file_that_engines_crash_over_is_named_and_costs_the_others_nothing(
    tmp_path: Path,
) -> None:
    saved(tmp_path / "a.py", "import os\n\nx: int = 'a'\n")
    saved(tmp_path / "deep.py", f"x = {'[' * 30_000}1{']' * 30_000}\n")

    report = await check([tmp_path], Settings())

    assert told(report)[:2] == [("a.py", 1, "F401"), ("a.py", 3, "invalid-assignment")]
    assert {each.engine for each in report.failures} == {"ruff", "ty"}
    assert all("deep.py" in each.message for each in report.failures)


async def test_environment_files_are_read_for_their_secrets_alone(tmp_path: Path) -> None:
    saved(tmp_path / ".env", "DB_PASSWORD=q7Zt3vXb9KfR2mWs8LpY\n) not code (\n")
    saved(tmp_path / ".env.example", "DB_PASSWORD=q7Zt3vXb9KfR2mWs8LpY\n")

    report = await check([tmp_path], Settings())

    assert told(report) == [(".env", 1, "secret")]
    assert report.skipped == []


async def test_a_folder_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system refuses to list it: a fault, for whoever runs the tests may read everything."""
    saved(tmp_path / "a.py", "import os\n")
    saved(tmp_path / "locked" / "b.py", "import sys\n")
    listed = os.scandir

    def scandir(folder: Path | int) -> object:
        if isinstance(folder, Path) and folder.name == "locked":
            raise PermissionError(folder)
        return listed(folder)

    monkeypatch.setattr(os, "scandir", scandir)

    report = await check([tmp_path], LINT_ONLY)

    assert told(report) == [("a.py", 1, "F401")]
    assert [(each.path.name, each.reason) for each in report.skipped] == [
        ("locked", "the folder cannot be read")
    ]
