from pathlib import Path

import pytest
from tests.server.editor import Editor, started

pytestmark = pytest.mark.asyncio(loop_scope="module")
TEXT = """\
import shop


class Apple(shop.Fruit):
    pass


class Boskop(Apple):
    pass
"""


async def test_bases_and_subclasses_are_found(editor: Editor, project: Path, shop: str) -> None:
    uri = editor.open(project / "apples.py", TEXT)

    [item] = await editor.at("prepareTypeHierarchy", uri, 3, 7)
    [above] = await editor.request("typeHierarchy/supertypes", {"item": item})
    [below] = await editor.request("typeHierarchy/subtypes", {"item": item})

    assert (above["name"], above["uri"]) == ("Fruit", shop)
    assert (below["name"], below["selectionRange"]["start"]["line"]) == ("Boskop", 7)


async def test_a_function_has_no_types_above(editor: Editor, shop: str) -> None:
    assert await editor.at("prepareTypeHierarchy", shop, 1, 0) == []


async def test_without_ty_classes_are_found_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text("class Fruit: ...\n\nclass Bag(list[Fruit]): ...\n")
    (tmp_path / "apples.py").write_text(TEXT)
    async with started() as editor:
        await editor.initialize(tmp_path, options={"settings": {"types": False}})
        shop = editor.open(tmp_path / "shop.py")
        uri = editor.open(tmp_path / "apples.py")

        [apple] = await editor.at("prepareTypeHierarchy", uri, 7, 15)
        [fruit] = await editor.request("typeHierarchy/supertypes", {"item": apple})
        subtypes = await editor.request("typeHierarchy/subtypes", {"item": fruit})
        [boskop] = await editor.request("typeHierarchy/subtypes", {"item": apple})

    assert (apple["name"], fruit["uri"]) == ("Apple", shop)
    assert [each["name"] for each in subtypes] == ["Apple"]
    assert boskop["name"] == "Boskop"
