from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.analyzers.documents import saved

from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.semantics.own_files import Refused
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.workspace import Workspace

REEXPORTED = {"a.py": "<old> = 5\n", "b.py": "from a import <old> as <old>\nprint(<old>)\n"}
SET_TWICE = {
    "a.py": "class A:\n    <old>: list\n    def f(self):\n        self.<old> = [1]\n        return self\n",
    "b.py": "from a import A\n\nprint(A().f().<old>)\n",
}
INFERRED = {
    "a.py": "class A:\n    def <old>(self): ...\n\ndef show(a):\n    a.<old>()\n\nshow(A())\n",
    "b.py": "class B:\n    def old(self): ...\n\nB().old()\n",
}
OF_CLASS = {
    "a.py": "class A:\n    <old> = 1\n\nclass B(A):\n    <old> = 2\n    def f(self):\n"
    "        return super().<old> + type(self).<old> + self.__class__.<old>\n"
}
JOINED = {
    "a.py": "class A:\n    def <old>(self): ...\n\nclass B(A):\n    def <old>(self): ...\n\n"
    "class M:\n    def <old>(self): ...\n\nclass C(B, M): ...\n\nC().<old>()\n"
}


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncGenerator[Workspace]:
    workspace = Workspace([tmp_path], Settings(lint=False))
    await workspace.start()
    yield workspace
    await workspace.close()


@pytest.mark.parametrize("files", [REEXPORTED, SET_TWICE, INFERRED, OF_CLASS, JOINED])
async def test_a_rename_is_the_same_from_each_place(
    workspace: Workspace, tmp_path: Path, files: dict[str, str]
) -> None:
    marked = {
        (name, place)
        for name, text in files.items()
        for place in (
            len(text[:at].replace("<old>", "old"))
            for at in range(len(text))
            if text.startswith("<old>", at)
        )
    }
    snapshots = {
        name: saved(tmp_path / name, text.replace("<old>", "old")) for name, text in files.items()
    }

    for name, offset in marked:
        snapshot = snapshots[name]
        edits = await workspace.renaming.rename(snapshot, snapshot.lines.position(offset), "new")

        found = {
            (each.path.name, snapshots[each.path.name].lines.offset(each.range.start))
            for each in edits
        }
        assert found == marked


async def test_a_field_is_not_renamed_in_a_pattern_alone(
    workspace: Workspace, tmp_path: Path
) -> None:
    code = (
        "from typing import NamedTuple\n\nclass P(NamedTuple):\n    px: int\n\n"
        "def f(p: P):\n    match p:\n        case P(px=3): ...\n"
    )
    snapshot = saved(tmp_path / "a.py", code)

    with pytest.raises(Refused, match="rename it in its class"):
        await workspace.renaming.rename(snapshot, LineIndex(code).position(code.index("px=")), "py")
