from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.analyzers.documents import document, place, saved

from devmentor_analyzers.semantics.own_files import Refused
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.workspace import Workspace
from devmentor_protocol.position import Position


@pytest.fixture(params=[True, False], ids=["ty and jedi", "jedi alone"])
async def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[Workspace]:
    workspace = Workspace([tmp_path], Settings(lint=False, ty=request.param))
    await workspace.start()
    yield workspace
    await workspace.close()


async def test_keyword_arguments_follow_their_parameter(
    workspace: Workspace, tmp_path: Path
) -> None:
    snapshot = saved(tmp_path / "a.py", "def pour(cup):\n    return cup\n\npour(cup=1)\n")

    edits = await workspace.renaming.rename(snapshot, place(snapshot, "cup"), "mug")

    assert sorted(each.range.start.line for each in edits) == [0, 1, 3]
    assert {each.text for each in edits} == {"mug"}


async def test_an_attribute_is_renamed_in_other_files_and_open_texts(
    workspace: Workspace, tmp_path: Path
) -> None:
    saved(tmp_path / "b.py", "import a\n\na.Cup().full\n")
    shown = document(tmp_path / "b.py", "import a\n\n\n\na.Cup().full\n", version=2)
    snapshot = saved(
        tmp_path / "a.py", "class Cup:\n    def __init__(self):\n        self.full = 1\n"
    )
    workspace.opened(shown)
    workspace.opened(snapshot)

    edits = await workspace.renaming.rename(snapshot, place(snapshot, "full"), "empty")

    assert {(each.path.name, each.range.start.line) for each in edits} == {("a.py", 2), ("b.py", 4)}


async def test_built_in_names_and_modules_are_refused(workspace: Workspace, tmp_path: Path) -> None:
    saved(tmp_path / "b.py", "x = 1\n")
    snapshot = saved(tmp_path / "a.py", "import b\n\nlen(b.x)\n")

    with pytest.raises(Refused, match="rename its file"):
        await workspace.renaming.prepare(snapshot, place(snapshot, "b.x"))
    with pytest.raises(Refused, match=r"comes from elsewhere|is built into"):
        await workspace.renaming.prepare(snapshot, place(snapshot, "len"))


async def test_other_languages_are_refused(workspace: Workspace, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.go", "package m\n")

    with pytest.raises(Refused, match="Python only"):
        await workspace.renaming.prepare(snapshot, Position(line=0, character=8))
