import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.analyzers.documents import document, place, saved

from devmentor_analyzers.engines.ty import Ty
from devmentor_analyzers.names.names import Names
from devmentor_analyzers.semantics.semantics import Semantics
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_protocol.position import Position

CODE = """\
import nowhere


class Tea:
    def __init__(self):
        self.hot = True


def make(kind):
    \"\"\"Make a cup.\"\"\"
    return Tea()


cup = make("green")
cup.h
mystery = nowhere.thing
"""


@pytest.fixture(params=["both", "jedi alone"])
async def semantics(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[Semantics]:
    ty = Ty([tmp_path], None) if request.param == "both" else None
    names = Names([tmp_path], None)
    if ty is not None:
        ty.engine.start()
    await names.start()
    yield Semantics(ty, names, Syntax(Settings()))
    if ty is not None:
        await ty.engine.close()
    await names.close()


@pytest.mark.parametrize("wants_ty", [True, False])
async def test_uses_of_a_namesake_in_another_folder_are_no_uses(
    tmp_path: Path, wants_ty: bool
) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        saved(folder / "core.py", "class Core: ...\n")
        saved(folder / "use.py", "from core import Core\nCore()\n")
    ty = Ty(folders, None) if wants_ty else None
    names = Names(folders, None)
    if ty is not None:
        ty.engine.start()
    await names.start()
    semantics = Semantics(ty, names, Syntax(Settings()), folders)
    snapshot = saved(folders[1] / "use.py", "from core import Core\nCore()\n")

    found = await semantics.references(
        snapshot, place(snapshot, "Core()"), include_declaration=True
    )

    assert [each.path for each in found] == [folders[1] / "core.py", *[snapshot.path] * 2]
    if ty is not None:
        await ty.engine.close()
    await names.close()


async def test_each_question_is_answered_with_or_without_ty(
    semantics: Semantics, tmp_path: Path
) -> None:
    snapshot = saved(tmp_path / "a.py", CODE)
    call = place(snapshot, 'make("green")', 1)

    hover = await semantics.hover(snapshot, call)
    definitions = await semantics.definitions(snapshot, call)
    references = await semantics.references(snapshot, call, include_declaration=True)
    highlights = await semantics.highlights(snapshot, call)
    signatures = await semantics.signatures(snapshot, place(snapshot, '"green"'))

    assert hover is not None
    assert "Make a cup." in hover.markdown
    assert [each.range.start.line for each in definitions] == [8]
    assert [each.range.start.line for each in references] == [8, 13]
    assert [each.range.start.line for each in highlights] == [8, 13]
    assert signatures is not None
    assert "kind" in signatures.items[0].label


async def defined_at(
    semantics: Semantics, snapshot: Snapshot, at: Position, lines: list[int]
) -> None:
    """Ask until that is the answer: while jedi wakes up nothing is corrected."""
    async with asyncio.timeout(60):
        found: list[int] = []
        while found != lines:
            places = await semantics.definitions(snapshot, at)
            found = [each.range.start.line for each in places]


async def test_a_variable_is_defined_where_its_value_here_comes_from(
    semantics: Semantics, tmp_path: Path
) -> None:
    text = "price = 1\nprint(price)\nprice = 'dear'\nprint(price)\n"
    snapshot = saved(tmp_path / "a.py", text)

    await defined_at(semantics, snapshot, Position(line=1, character=7), [0])
    await defined_at(semantics, snapshot, Position(line=3, character=7), [2])


async def test_on_a_method_that_overrides_another_the_other_is_its_definition(
    semantics: Semantics, tmp_path: Path
) -> None:
    text = "class A:\n    def run(self): ...\n\nclass B(A):\n    def run(self): ...\n"
    snapshot = saved(tmp_path / "a.py", text)

    await defined_at(semantics, snapshot, Position(line=4, character=9), [1])


async def test_attributes_complete_and_resolve(semantics: Semantics, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.py", CODE)

    found = await semantics.complete(snapshot, place(snapshot, "cup.h", 5), 10)

    hot = next(each for each in found.items if each.label == "hot")
    assert (await semantics.resolve(snapshot, hot)).label == "hot"


async def test_uses_in_other_files_are_found(semantics: Semantics, tmp_path: Path) -> None:
    snapshot = saved(tmp_path / "a.py", CODE)
    saved(tmp_path / "b.py", "from a import make\n\nmake(1)\n")

    found = await semantics.references(snapshot, place(snapshot, "make"), include_declaration=False)

    assert {each.path.name for each in found} == {"a.py", "b.py"}
    assert len(found) == len(set(found))


async def completes_to(
    semantics: Semantics, snapshot: Snapshot, at: Position, labels: list[str]
) -> None:
    """Ask until that is offered of names: while the engines wake up little is."""
    async with asyncio.timeout(60):
        found: list[str] = []
        while found != labels:
            offered = await semantics.complete(snapshot, at, 10)
            found = [each.label for each in offered.items if each.label[:3] == labels[0][:3]]


async def test_a_name_that_was_deleted_is_neither_offered_nor_defined(
    semantics: Semantics, tmp_path: Path
) -> None:
    snapshot = saved(tmp_path / "a.py", "teacup = teapot = 1\ndel teacup\nteacup\n")
    at = Position(line=2, character=4)

    await completes_to(semantics, snapshot, Position(line=2, character=3), ["teapot"])
    await defined_at(semantics, snapshot, at, [])


async def test_attributes_set_in_a_function_of_a_method_are_offered(
    semantics: Semantics, tmp_path: Path
) -> None:
    text = (
        "class Pot:\n    def __init__(self):\n        def later():\n"
        "            self.pot_poured = 1\n        self.pot_\n"
    )
    snapshot = saved(tmp_path / "a.py", text)

    await completes_to(semantics, snapshot, place(snapshot, "self.pot_\n", 9), ["pot_poured"])


async def test_an_attribute_of_the_object_is_not_referred_to_through_the_class(
    semantics: Semantics, tmp_path: Path
) -> None:
    text = (
        "class Pot:\n    def __init__(self):\n        self.hot = 1\n\n"
        "    def f(self):\n        self.hot\n        Pot.hot\n"
    )
    snapshot = saved(tmp_path / "a.py", text)

    at = place(snapshot, "hot")
    found = await semantics.references(snapshot, at, include_declaration=True)

    assert [each.range.start.line for each in found] == [2, 5]


async def test_what_is_typed_into_a_name_is_completed_by_what_is_before_it(
    semantics: Semantics, tmp_path: Path
) -> None:
    snapshot = saved(tmp_path / "a.py", "import os\n\nos.path.exists('a')\n")

    found = await semantics.complete(snapshot, place(snapshot, "exists", 2), 20)

    assert [each.label for each in found.items] == ["exists", "expanduser", "expandvars", "extsep"]


async def test_a_pattern_is_completed_with_classes(semantics: Semantics, tmp_path: Path) -> None:
    code = "class Quay: ...\n\nmatch 1:\n    case Q:\n        pass\n"
    snapshot = saved(tmp_path / "a.py", code)

    found = await semantics.complete(snapshot, place(snapshot, "Q:", 1), 20)

    assert [each.label for each in found.items] == ["Quay"]
