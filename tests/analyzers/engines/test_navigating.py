from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.analyzers.documents import document, place, saved

from devmentor_analyzers.engines.navigating import TyNavigation
from devmentor_analyzers.engines.ty import Ty

CODE = """\
class Shop:
    def sell(self) -> int:
        return price()


def price() -> int:
    return 1


class Corner(Shop): ...


corner = Corner()
corner.sell()
"""


@pytest.fixture
async def ty(tmp_path: Path) -> AsyncGenerator[TyNavigation]:
    ty = Ty([tmp_path], None)
    ty.engine.start()
    yield TyNavigation(ty)
    await ty.engine.close()


async def test_places_are_found(ty: TyNavigation, tmp_path: Path) -> None:
    snapshot = saved(tmp_path / "a.py", CODE)

    declared = await ty.declarations(snapshot, place(snapshot, "sell()", 1))
    typed = await ty.type_definitions(snapshot, place(snapshot, "corner.sell"))
    implemented = await ty.implementations(snapshot, place(snapshot, "Shop"))

    assert [each.range.start.line for each in declared or ()] == [1]
    assert [each.range.start.line for each in typed or ()] == [9]
    assert {each.range.start.line for each in implemented or ()} == {0, 9}


async def test_a_rename_has_every_place(ty: TyNavigation, tmp_path: Path) -> None:
    snapshot = saved(tmp_path / "a.py", CODE)
    at = place(snapshot, "price")

    assert await ty.renamable(snapshot, at) is not None
    edits = await ty.rename(snapshot, at, "cost")
    assert {(each.range.start.line, each.text) for each in edits or ()} == {
        (2, "cost"),
        (5, "cost"),
    }
    assert await ty.renamable(snapshot, place(snapshot, "return")) is None


async def test_hierarchies_go_both_ways(ty: TyNavigation, tmp_path: Path) -> None:
    snapshot = saved(tmp_path / "a.py", CODE)

    [price] = await ty.functions(snapshot, place(snapshot, "price")) or []
    [shop] = await ty.classes(snapshot, place(snapshot, "Shop")) or []
    [caller] = await ty.callers(snapshot, price) or []
    [below] = await ty.subclasses(snapshot, shop) or []

    assert (caller.item.name, caller.item.kind) == ("sell", "method")
    [callee] = await ty.callees(snapshot, caller.item) or []
    [above] = await ty.bases(snapshot, below) or []
    assert (callee.item.name, above.name, below.name) == ("price", "Shop", "Corner")


async def test_without_ty_there_is_no_answer(tmp_path: Path) -> None:
    ty = Ty([tmp_path], None)
    await ty.engine.close()
    snapshot = document(tmp_path / "a.go", "package m\n")

    assert await TyNavigation(ty).declarations(snapshot, place(snapshot, "m")) is None
