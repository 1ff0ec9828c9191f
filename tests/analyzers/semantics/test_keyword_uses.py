from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.analyzers.documents import place, saved

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.workspace import Workspace

MODEL = """\
from dataclasses import dataclass


@dataclass
class Cup:
    size: int


@dataclass
class Mug(Cup):
    name: str = ""


@dataclass
class Plate:
    size: int
"""
USE = """\
from dataclasses import replace

from model import Cup, Mug, Plate


def larger(mug: Mug, plate: Plate):
    match mug:
        case Mug(size=1) | Cup(size=2):
            pass
        case Plate(size=3):
            pass
    replace(plate, size=4)
    replace(Plate(5), size=5)
    return replace(mug, size=6), replace(Cup(1), size=7)
"""
"""The number is that of the keyword; those of a plate are not meant."""


@pytest.fixture(params=[True, False], ids=["ty", "jedi"])
async def workspace(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncGenerator[Workspace]:
    workspace = Workspace([tmp_path], Settings(lint=False, ty=request.param))
    await workspace.start()
    yield workspace
    await workspace.close()


async def test_patterns_and_copies_follow_the_attribute_of_their_class(
    workspace: Workspace, tmp_path: Path
) -> None:
    model = saved(tmp_path / "model.py", MODEL)
    saved(tmp_path / "use.py", USE)

    edits = await workspace.renaming.rename(model, place(model, "size"), "volume")

    behind = [
        USE.splitlines()[each.range.start.line][each.range.end.character :][:2]
        for each in edits
        if each.path.name == "use.py"
    ]
    assert sorted(behind) == ["=1", "=2", "=6", "=7"]


async def test_attributes_of_a_named_tuple_too(workspace: Workspace, tmp_path: Path) -> None:
    code = (
        "from typing import NamedTuple\n\n\nclass Cup(NamedTuple):\n    size: int\n\n\n"
        "def f(cup: Cup):\n    match cup:\n        case Cup(size=1):\n            pass\n"
        "    return cup._replace(size=2)\n"
    )
    snapshot = saved(tmp_path / "a.py", code)

    edits = await workspace.renaming.rename(snapshot, place(snapshot, "size"), "volume")

    assert sorted(each.range.start.line for each in edits) == [4, 9, 11]
