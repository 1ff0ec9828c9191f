from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.analyzers.documents import document, place, saved

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.workspace import Workspace

CODE = """\
class Base:
    def run(self):
        return start(1)


class Child(Base):
    made = None


def start(n):
    return Child() and stop()


def stop(): ...


start(0)
"""


@pytest.fixture(params=[True, False], ids=["ty and jedi", "jedi alone"])
async def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[Workspace]:
    workspace = Workspace([tmp_path], Settings(lint=False, ty=request.param))
    await workspace.start()
    yield workspace
    await workspace.close()


async def test_calls_are_followed_both_ways(workspace: Workspace, tmp_path: Path) -> None:
    snapshot = saved(tmp_path / "a.py", CODE)
    hierarchies = workspace.hierarchies

    [item] = await hierarchies.functions(snapshot, place(snapshot, "start(0)"))
    callers = await hierarchies.callers(snapshot, item)
    callees = await hierarchies.callees(snapshot, item)

    assert {(each.item.name, each.item.kind) for each in callers} == {
        ("run", "method"),
        ("a", "module"),
    }
    assert "stop" in {each.item.name for each in callees}
    assert [span.start.line for each in callers for span in each.ranges].count(16) == 1


async def test_types_are_followed_both_ways(workspace: Workspace, tmp_path: Path) -> None:
    snapshot = saved(tmp_path / "a.py", CODE)
    hierarchies = workspace.hierarchies

    [child] = await hierarchies.classes(snapshot, place(snapshot, "Child"))
    [base] = await hierarchies.bases(snapshot, child)
    below = await hierarchies.subclasses(snapshot, base)

    assert (child.name, base.name) == ("Child", "Base")
    assert [each.name for each in below] == ["Child"]
    assert await hierarchies.subclasses(snapshot, child) == []


async def test_other_languages_have_none(workspace: Workspace, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.go", "package m\n")
    at = place(snapshot, "m")

    assert await workspace.hierarchies.functions(snapshot, at) == []
    assert await workspace.hierarchies.classes(snapshot, at) == []
