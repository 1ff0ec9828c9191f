from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.analyzers.documents import document, place, saved

from devmentor_analyzers.engines.ty import Ty

SHOP = """\
class Shop:
    \"\"\"Sells things.\"\"\"

    def sell(self, what: str) -> int:
        \"\"\"Hand it over.\"\"\"
        return 1


shop = Shop()
price: str = shop.sell("tea")
shop.
"""


@pytest.fixture
async def ty(tmp_path: Path) -> AsyncGenerator[Ty]:
    ty = Ty([tmp_path], None)
    ty.engine.start()
    yield ty
    await ty.engine.close()


async def test_what_does_not_fit_is_found(ty: Ty, tmp_path: Path) -> None:
    found = await ty.findings(document(tmp_path / "a.py", SHOP))

    assert found is not None
    assert ("invalid-assignment", 10) in [(each.code, each.line) for each in found]


async def test_a_method_is_shown_found_and_its_uses_too(ty: Ty, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.py", SHOP)
    use = place(snapshot, 'sell("tea")', 1)

    hover = await ty.hover(snapshot, use)
    definitions = await ty.definitions(snapshot, use)
    references = await ty.references(snapshot, use, include_declaration=True)
    highlights = await ty.highlights(snapshot, use)

    assert hover is not None
    assert "Hand it over." in hover.markdown
    assert [each.range.start.line for each in definitions or []] == [3]
    assert [each.range.start.line for each in references or []] == [3, 9]
    assert len(highlights or []) == 2


async def test_a_class_is_shown_as_python(ty: Ty, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.py", SHOP)

    hover = await ty.hover(snapshot, place(snapshot, "Shop"))

    assert hover is not None
    assert hover.markdown.startswith("```python\nclass Shop\n")


async def test_attributes_complete_with_their_documentation(ty: Ty, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.py", SHOP)

    found = await ty.complete(snapshot, place(snapshot, "shop.\n", 5))

    sell = next(each for each in found or [] if each.label == "sell")
    assert (sell.kind, sell.engine) == ("method", "ty")
    assert sell.documentation == "Hand it over."


async def test_a_call_has_its_signature(ty: Ty, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.py", SHOP)

    found = await ty.signatures(snapshot, place(snapshot, '"tea"'))

    assert found is not None
    assert "what: str" in found.items[0].label


async def test_where_a_type_is_not_known_ty_leaves_the_answer_to_others(
    ty: Ty, tmp_path: Path
) -> None:
    snapshot = document(tmp_path / "a.py", "import nowhere\nthing = nowhere.thing\nthing\n")

    assert await ty.hover(snapshot, place(snapshot, "thing\n")) is None


async def test_a_changed_file_beside_the_editor_is_noticed(ty: Ty, tmp_path: Path) -> None:
    other = saved(tmp_path / "other.py", "old = 1\n").path
    snapshot = saved(tmp_path / "a.py", "from other import new\n")
    before = await ty.findings(snapshot)
    other.write_text("new = 1\n")

    ty.engine.files_changed([other])

    assert [each.code for each in before or []] == ["missing-module-member"]
    assert [each.code for each in await ty.findings(snapshot) or []] == []


async def test_a_broken_interpreter_costs_only_types(tmp_path: Path) -> None:
    ty = Ty([tmp_path], tmp_path / "gone" / "bin" / "python")
    ty.engine.start()
    found = await ty.findings(document(tmp_path / "a.py", "x: int = 'a'\n"))
    await ty.engine.close()

    assert found is None or [each.code for each in found] == ["invalid-assignment"]
