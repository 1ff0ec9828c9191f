from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.analyzers.documents import document

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.values import Indent
from devmentor_analyzers.workspace import Workspace
from devmentor_protocol.position import Range


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncGenerator[Workspace]:
    workspace = Workspace([tmp_path], Settings(ty=False))
    await workspace.start()
    yield workspace
    await workspace.close()


async def test_python_is_indented_as_its_project_says(workspace: Workspace, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.py", "def f():\n  return  1\n")
    edits = await workspace.editing.formatted(snapshot, Indent(width=8, spaces=False))

    assert [each.text for each in edits] == ["    return 1\n"]


async def test_a_language_without_an_engine_stays_as_it_is(
    workspace: Workspace, tmp_path: Path
) -> None:
    snapshot = document(tmp_path / "a.go", "package   a\n")

    assert await workspace.editing.formatted(snapshot, Indent()) == []
    assert await workspace.editing.imports_organized(snapshot) == []
    assert await workspace.editing.fixes(snapshot, Range.of(0, 0, 1, 0)) == []
    assert await workspace.editing.actions(snapshot, Range.of(0, 0, 1, 0), ()) == []


async def test_imports_are_sorted_and_findings_fixed(workspace: Workspace, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.py", "import sys\nimport os\n\nprint(sys)\n")
    sorted_ = await workspace.editing.imports_organized(snapshot)
    fixes = await workspace.editing.fixes(snapshot, Range.of(0, 0, 2, 0))

    assert sorted_
    assert "F401" in {finding.code for fix in fixes for finding in fix.findings}


async def test_a_folder_without_lint_is_left_alone(tmp_path: Path) -> None:
    workspace = Workspace([tmp_path], Settings(ty=False, lint=False))
    snapshot = document(tmp_path / "a.py", "def f():\n  return  1\n")

    assert not workspace.editing.lints(snapshot)
    assert await workspace.editing.formatted(snapshot, Indent()) == []
