from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.workspace import Workspace
from devmentor_server.closed_files import ClosedFiles
from devmentor_server.documents import Documents


@pytest.fixture
async def analysis(tmp_path: Path) -> AsyncGenerator[Workspace]:
    workspace = Workspace([tmp_path], Settings(ty=False))
    await workspace.start()
    yield workspace
    await workspace.close()


@pytest.fixture
def files() -> ClosedFiles:
    return ClosedFiles(Documents("utf-16", 1_000_000))


async def test_only_so_many_python_files_are_looked_at(
    files: ClosedFiles, analysis: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("")
    for number in range(600):
        (tmp_path / f"m{number}.py").write_text("")

    assert len(await files.paths(analysis)) == 500


async def test_a_file_is_looked_at_again_when_it_changes(
    files: ClosedFiles, analysis: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "a.py"
    path.write_text("import os\n")
    first = await files.look(analysis, path)
    same = await files.look(analysis, path)
    path.write_text("")
    changed = await files.look(analysis, path)

    assert first is same
    assert first
    assert [each.code for each in first.findings] == ["F401"]
    assert changed
    assert changed.findings == []


async def test_what_is_gone_or_no_text_has_no_findings(
    files: ClosedFiles, analysis: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "binary.py").write_bytes(b"\xff\xfe")

    assert await files.look(analysis, tmp_path / "gone.py") is None
    assert await files.look(analysis, tmp_path / "binary.py") is None
