import pytest
from tests.server.editor import Editor

pytestmark = pytest.mark.asyncio(loop_scope="module")


CONTEXT = {"includeDeclaration": True}


async def test_references_are_found_in_all_files(editor: Editor, app: str, shop: str) -> None:
    found = await editor.at("references", shop, 18, 5, context=CONTEXT)

    places = {(each["uri"], each["range"]["start"]["line"]) for each in found}
    assert places == {(shop, 18), (app, 0), (app, 3)}


async def test_the_declaration_can_be_left_out(editor: Editor, app: str, shop: str) -> None:
    context = {"includeDeclaration": False}
    found = await editor.at("references", shop, 18, 5, context=context)

    places = {(each["uri"], each["range"]["start"]["line"]) for each in found}
    assert (shop, 18) not in places
    assert (app, 3) in places


async def test_ranges_are_counted_in_the_clients_units(editor: Editor, app: str, shop: str) -> None:
    found = await editor.at("references", shop, 6, 7, context=CONTEXT)

    second = [
        each["range"]["start"]["character"]
        for each in found
        if each["uri"] == app and each["range"]["start"]["line"] == 2
    ]
    assert sorted(second) == [8, 38]
