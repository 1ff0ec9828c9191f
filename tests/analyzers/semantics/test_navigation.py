from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.analyzers.documents import document, place, saved

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.workspace import Workspace

CODE = """\
class Tea:
    def brew(self): ...


cup = Tea()
cup.brew()
"""


@pytest.fixture(params=[True, False], ids=["ty and jedi", "jedi alone"])
async def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[Workspace]:
    workspace = Workspace([tmp_path], Settings(lint=False, ty=request.param))
    await workspace.start()
    yield workspace
    await workspace.close()


async def test_each_way_is_found_by_either_engine(workspace: Workspace, tmp_path: Path) -> None:
    snapshot = saved(tmp_path / "a.py", CODE)
    ways = workspace.navigation

    declared = await ways.declarations(snapshot, place(snapshot, "brew()"))
    typed = await ways.type_definitions(snapshot, place(snapshot, "cup.brew"))
    implemented = await ways.implementations(snapshot, place(snapshot, "brew()"))

    assert [each.range.start.line for each in declared] == [1]
    assert [each.range.start.line for each in typed] == [0]
    assert [each.range.start.line for each in implemented] == [1]


async def test_other_languages_lead_nowhere(workspace: Workspace, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.go", "package m\n")
    at = place(snapshot, "m")

    assert await workspace.navigation.declarations(snapshot, at) == []
    assert await workspace.navigation.type_definitions(snapshot, at) == []
    assert await workspace.navigation.implementations(snapshot, at) == []
