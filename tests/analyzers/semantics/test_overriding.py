from pathlib import Path

import pytest
from tests.analyzers.documents import place, saved

from devmentor_analyzers.semantics.own_files import Refused
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


INHERITED = """\
class Base:
    def __init__(self):
        self.count = 0

    def show(self):
        return self.count, self.total


class Counter(Base):
    def more(self):
        self.count = self.count + 1
        self.total = 1


print(Counter().count, Counter().total)


class Other:
    count = total = 1
"""


@pytest.mark.parametrize(
    ("name", "needle", "lines"),
    [
        ("count", "count = 0", [2, 5, 10, 10, 14]),
        ("count", "count = self", [2, 5, 10, 10, 14]),
        ("total", "total = 1", [5, 11, 14]),
    ],
)
async def test_what_objects_are_given_by_bases_and_subclasses_is_one_family(
    tmp_path: Path, name: str, needle: str, lines: list[int]
) -> None:
    workspace = Workspace([tmp_path], Settings(lint=False))
    await workspace.start()
    snapshot = saved(tmp_path / "a.py", INHERITED)

    edits = await workspace.renaming.rename(snapshot, place(snapshot, needle), "other")
    await workspace.close()

    assert sorted(each.range.start.line for each in edits) == lines


async def test_what_objects_get_from_a_library_too_is_refused(tmp_path: Path) -> None:
    workspace = Workspace([tmp_path], Settings(lint=False))
    await workspace.start()
    text = "class Wrong(Exception):\n    def __init__(self):\n        self.args = (1,)\n"
    snapshot = saved(tmp_path / "a.py", text)

    with pytest.raises(Refused, match="`args` belongs to `BaseException` too"):
        await workspace.renaming.rename(snapshot, place(snapshot, "args"), "other")
    await workspace.close()


SPEED = """\
class Car:
    def go(self, speed=1):
        return speed


class Bus(Car):
    def go(self, speed=2):
        return speed

    def stop(self): ...


def drive(car: Car):
    car.go(speed=3)
"""


async def test_a_parameter_is_renamed_in_what_overrides_its_method(tmp_path: Path) -> None:
    workspace = Workspace([tmp_path], Settings(lint=False))
    await workspace.start()
    snapshot = saved(tmp_path / "a.py", SPEED)

    edits = await workspace.renaming.rename(snapshot, place(snapshot, "speed"), "pace")
    await workspace.close()

    assert sorted(each.range.start.line for each in edits) == [1, 2, 6, 7, 13]


async def test_a_name_that_a_subclass_has_is_refused(tmp_path: Path) -> None:
    workspace = Workspace([tmp_path], Settings(lint=False))
    await workspace.start()
    snapshot = saved(tmp_path / "a.py", SPEED)

    with pytest.raises(Refused, match="`stop` is a name of `Bus` already"):
        await workspace.renaming.rename(snapshot, place(snapshot, "go"), "stop")
    with pytest.raises(Refused, match=r"`go` is a name of `(Bus|Car)` already"):
        await workspace.renaming.rename(snapshot, place(snapshot, "stop"), "go")
    await workspace.close()
