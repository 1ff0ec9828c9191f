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


@pytest.mark.parametrize("where", ["cup: int", "cup: str", "cup): ..."])
async def test_a_parameter_of_an_overload_is_that_of_the_others(
    workspace: Workspace, tmp_path: Path, where: str
) -> None:
    code = (
        "from typing import overload\n\n@overload\ndef pour(cup: int): ...\n@overload\n"
        "def pour(cup: str): ...\ndef pour(cup): ...\n"
    )
    snapshot = saved(tmp_path / "a.py", code)

    edits = await workspace.renaming.rename(snapshot, place(snapshot, where), "mug")

    assert sorted(each.range.start.line for each in edits) == [3, 5, 6]


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


async def test_a_name_that_would_be_mixed_up_with_another_is_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    user = "from a import pour\n\ndef drink(mug):\n    return pour(mug)\n"
    saved(tmp_path / "b.py", user)
    snapshot = saved(tmp_path / "a.py", "def pour(cup, pot=1):\n    return cup\n")
    workspace.opened(snapshot)

    with pytest.raises(Refused, match=r"`mug` is a name there already \(b.py, line 4\)"):
        await workspace.renaming.rename(snapshot, place(snapshot, "pour"), "mug")
    with pytest.raises(Refused, match=r"a.py, line 1"):
        await workspace.renaming.rename(snapshot, place(snapshot, "cup"), "pot")


async def test_built_in_names_and_modules_are_refused(workspace: Workspace, tmp_path: Path) -> None:
    saved(tmp_path / "b.py", "x = 1\n")
    snapshot = saved(tmp_path / "a.py", "import b\n\nlen(b.x)\n")

    with pytest.raises(Refused, match="rename its file"):
        await workspace.renaming.prepare(snapshot, place(snapshot, "b.x"))
    with pytest.raises(Refused, match=r"comes from elsewhere|is built into"):
        await workspace.renaming.prepare(snapshot, place(snapshot, "len"))


async def test_other_languages_are_refused(workspace: Workspace, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.go", "package m\n")

    with pytest.raises(Refused, match="engine of theirs"):
        await workspace.renaming.prepare(snapshot, Position(line=0, character=8))


FAMILY = """\
class Base:
    def run(self) -> int:
        return 1


class Between(Base):
    pass


class Child(Between):
    def run(self) -> int:
        return super().run() + 1


def use(b: Base, c: Child) -> None:
    b.run()
    c.run()
"""


@pytest.mark.parametrize("asked", ["run(self)", "run() + 1", "run()\n    c"])
async def test_what_overrides_a_method_and_what_it_overrides_follow(
    workspace: Workspace, tmp_path: Path, asked: str
) -> None:
    saved(
        tmp_path / "b.py",
        "import a\n\n\nclass Grand(a.Child):\n    def run(self) -> int:\n        return 3\n\n\n"
        "class Stranger:\n    def run(self) -> int:\n        return 3\n",
    )
    snapshot = saved(tmp_path / "a.py", FAMILY)
    at = place(snapshot, asked)

    edits = await workspace.renaming.rename(snapshot, at, "go")

    written = sorted((each.path.name, each.range.start.line) for each in edits)
    assert written == [("a.py", line) for line in (1, 10, 11, 15, 16)] + [("b.py", 4)]


async def test_what_a_library_defines_too_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    snapshot = saved(
        tmp_path / "a.py",
        "import threading\n\n\nclass Work(threading.Thread):\n    def run(self):\n        pass\n",
    )

    with pytest.raises(Refused, match=r"belongs to `Thread` too|comes from elsewhere"):
        await workspace.renaming.rename(snapshot, place(snapshot, "run"), "go")


async def test_what_python_asks_for_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    snapshot = saved(tmp_path / "a.py", "class Box:\n    def __len__(self):\n        return 1\n")

    with pytest.raises(Refused, match="by Python itself"):
        await workspace.renaming.rename(snapshot, place(snapshot, "__len__"), "size")


async def test_names_of_one_class_alone_have_no_family(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = "class A:\n    def __x(self): ...\n\n\nclass B(A):\n    def __x(self): ...\n"
    snapshot = saved(tmp_path / "a.py", text)

    edits = await workspace.renaming.rename(snapshot, place(snapshot, "__x"), "__y")

    assert [each.range.start.line for each in edits] == [1]


async def test_a_member_of_something_unknown_is_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = "def pour(cup):\n    cup.full = 1\n    fill(litres=2)\n    return cup.full\n"
    snapshot = saved(tmp_path / "a.py", text)

    for name in ("full", "litres"):
        with pytest.raises(Refused, match=f"not known what `{name}` belongs to"):
            await workspace.renaming.rename(snapshot, place(snapshot, name), "other")


async def test_a_name_that_is_imported_as_itself_follows(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "shop").mkdir()
    saved(tmp_path / "shop" / "__init__.py", "from .api import run as run\n")
    saved(tmp_path / "main.py", "import shop\n\nshop.run()\n")
    snapshot = saved(tmp_path / "shop" / "api.py", "def run(): ...\n")

    edits = await workspace.renaming.rename(snapshot, place(snapshot, "run"), "go")

    assert sorted((each.path.name, each.range.start.character) for each in edits) == [
        *(("__init__.py", 17), ("__init__.py", 24), ("api.py", 4), ("main.py", 5))
    ]


async def test_a_fixture_is_renamed_where_tests_ask_for_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    saved(tmp_path / "test_a.py", "def test_a(client):\n    assert client\n")
    snapshot = saved(
        tmp_path / "conftest.py", "import pytest\n\n@pytest.fixture\ndef client(): ...\n"
    )

    edits = await workspace.renaming.rename(snapshot, place(snapshot, "client"), "browser")

    assert sorted((each.path.name, each.range.start.line) for each in edits) == [
        *(("conftest.py", 3), ("test_a.py", 0), ("test_a.py", 1))
    ]


async def test_a_key_of_a_typed_dictionary_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    text = "from typing import TypedDict\nclass Film(TypedDict):\n    year: int\n"
    snapshot = saved(tmp_path / "a.py", text)

    with pytest.raises(Refused, match="a key of a TypedDict"):
        await workspace.renaming.rename(snapshot, place(snapshot, "year"), "when")
