from pathlib import Path

import pytest
from tests.analyzers.documents import place, saved

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.workspace import Workspace

MIXED = """\
class First:
    def run(self): ...


class Second:
    def run(self): ...


class Both(First, Second):
    def run(self):
        return super().run()


class Alone:
    def run(self): ...
"""


@pytest.mark.parametrize("from_base", [True, False], ids=["from one base", "from below"])
async def test_bases_that_meet_in_a_subclass_are_one_family(
    tmp_path: Path, from_base: bool
) -> None:
    workspace = Workspace([tmp_path], Settings(lint=False))
    await workspace.start()
    snapshot = saved(tmp_path / "a.py", MIXED)
    needle = "run(self): ..." if from_base else "run(self):\n"

    edits = await workspace.renaming.rename(snapshot, place(snapshot, needle), "go")
    await workspace.close()

    assert sorted(each.range.start.line for each in edits) == [1, 5, 9, 10]
