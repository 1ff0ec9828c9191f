from pathlib import Path

import pytest
from tests.server.editor import Editor, started
from tests.server.features.conftest import APP, SHOP

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_callers_are_found_in_all_files(editor: Editor, app: str, shop: str) -> None:
    [item] = await editor.at("prepareCallHierarchy", shop, 18, 6)
    found = await editor.request("callHierarchy/incomingCalls", {"item": item})

    assert (item["name"], item["uri"]) == ("cheapest", shop)
    [call] = found
    assert call["from"]["uri"] == app
    assert [each["start"] for each in call["fromRanges"]] == [{"line": 3, "character": 7}]


async def test_what_a_function_calls_is_found(editor: Editor, project: Path, shop: str) -> None:
    text = "from shop import cheapest\n\ndef first():\n    return second()\n\ndef second():\n    return cheapest([])\n"
    uri = editor.open(project / "calls.py", text)

    [item] = await editor.at("prepareCallHierarchy", uri, 5, 5)
    [call] = await editor.request("callHierarchy/outgoingCalls", {"item": item})
    [caller] = await editor.request("callHierarchy/incomingCalls", {"item": item})

    assert (call["to"]["name"], call["to"]["uri"]) == ("cheapest", shop)
    assert caller["from"]["name"] == "first"


async def test_a_number_has_no_calls(editor: Editor, app: str) -> None:
    assert await editor.at("prepareCallHierarchy", app, 4, 17) == []


async def test_an_item_of_a_lost_file_has_no_calls(editor: Editor, shop: str) -> None:
    [item] = await editor.at("prepareCallHierarchy", shop, 18, 6)

    lost = item | {"uri": shop.replace("shop.py", "lost.py")}

    assert await editor.request("callHierarchy/incomingCalls", {"item": lost}) is None


async def test_without_ty_calls_are_found_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text(SHOP, encoding="utf-8")
    (tmp_path / "app.py").write_text(APP + "\n\ndef again():\n    return cheapest([])\n")
    async with started() as editor:
        await editor.initialize(tmp_path, options={"settings": {"types": False}})
        shop = editor.open(tmp_path / "shop.py")
        app = editor.open(tmp_path / "app.py")

        [item] = await editor.at("prepareCallHierarchy", app, 3, 8)
        callers = await editor.request("callHierarchy/incomingCalls", {"item": item})
        [again] = [each["from"] for each in callers if each["from"]["name"] == "again"]
        [call] = await editor.request("callHierarchy/outgoingCalls", {"item": again})

    assert {each["from"]["name"] for each in callers} == {"app", "again"}
    assert (call["to"]["name"], call["to"]["uri"]) == ("cheapest", shop)
    assert [each["start"]["line"] for each in call["fromRanges"]] == [8]
