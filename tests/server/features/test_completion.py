from pathlib import Path

import pytest
from tests.server.editor import FULL, Editor, started

from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Completion
from devmentor_server.features.completion import Offers

in_module_loop = pytest.mark.asyncio(loop_scope="module")


@in_module_loop
async def test_members_are_completed_behind_a_dot(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "dot.py", "import shop\nshop.Fruit('a', 1).to")
    listed = await editor.at("completion", uri, 1, 21)

    total = next(item for item in listed["items"] if item["label"] == "total")
    assert total["textEdit"]["range"]["start"] == {"line": 1, "character": 19}
    assert total["kind"] == 2


@in_module_loop
async def test_resolving_adds_the_documentation(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "doc.py", "import shop\nshop.Fruit('a', 1).to")
    listed = await editor.at("completion", uri, 1, 21)
    total = next(item for item in listed["items"] if item["label"] == "total")
    resolved = await editor.request("completionItem/resolve", total)

    assert "What so many of them cost." in resolved["documentation"]["value"]


@in_module_loop
async def test_an_item_of_an_unknown_list_stays_as_it_is(editor: Editor) -> None:
    item = {"label": "x", "data": [999, 0]}

    assert await editor.request("completionItem/resolve", item) == item


@in_module_loop
async def test_a_long_list_is_cut_and_said_to_be_incomplete(editor: Editor, project: Path) -> None:
    names = "".join(f"name_{number} = {number}\n" for number in range(300))
    uri = editor.open(project / "many.py", names + "na")
    listed = await editor.at("completion", uri, 300, 2)

    assert len(listed["items"]) <= 200
    assert listed["isIncomplete"]


@in_module_loop
async def test_a_name_of_the_project_brings_its_import(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "needs.py", "cheap_one = 1\n\nx = cheap")
    await editor.symbols("cheapest")
    listed = await editor.completed(uri, 2, 9)
    item = next(each for each in listed["items"] if each["label"] == "cheapest")

    assert item["detail"] == "from shop import cheapest"
    places = {each["label"]: each["sortText"] for each in listed["items"]}
    others = [place for label, place in places.items() if label not in ("cheap_one", "cheapest")]
    assert places["cheap_one"] < places["cheapest"] < min(others, default="~~")
    assert item["additionalTextEdits"] == [
        {
            "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}},
            "newText": "from shop import cheapest\n",
        }
    ]


async def test_a_client_that_can_gets_the_import_when_it_resolves(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text("def cheapest(): pass\n")
    able = {"completionItem": {"resolveSupport": {"properties": ["additionalTextEdits"]}}}
    async with started() as editor:
        await editor.initialize(
            tmp_path, capabilities={**FULL, "textDocument": {"completion": able}}
        )
        uri = editor.open(tmp_path / "a.py", "x = cheap")
        await editor.symbols("cheapest")
        listed = await editor.completed(uri, 0, 9)
        item = next(each for each in listed["items"] if each["label"] == "cheapest")
        resolved = await editor.request("completionItem/resolve", item)

    assert "additionalTextEdits" not in item
    assert resolved["additionalTextEdits"][0]["newText"] == "from shop import cheapest\n"


def test_only_the_last_lists_are_kept() -> None:
    offers, snapshot = Offers(), Snapshot("file:///a", Path("/a"), "python", 1, "")
    item = Completion("x", "class", "x", "a", "test")
    first = offers.keep(snapshot, (item,))
    later = [offers.keep(snapshot, (item,)) for _ in range(20)]

    assert offers.find([later[-1], 0]) == (snapshot, item)
    assert offers.find([later[-1], 1]) is None
    assert offers.find([first, 0]) is None
    assert offers.find("nonsense") is None


@in_module_loop
async def test_where_no_name_can_stand_none_is_offered(editor: Editor, project: Path) -> None:
    text = "tea_cup = 1\nfor x in []:\n    continue t\nprint(tea_cup)"
    uri = editor.open(project / "nowhere.py", text)

    assert (await editor.completed(uri, 2, 14))["items"] == []
    assert (await editor.completed(uri, 3, 14))["items"] == []


@in_module_loop
async def test_a_name_is_not_offered_before_it_has_a_value(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "early.py", "tea_c\ntea_can = 1\ndef f():\n    tea_c")
    early = await editor.completed(uri, 0, 5)
    late = await editor.completed(uri, 3, 9)

    assert "tea_can" not in [item["label"] for item in early["items"]]
    assert "tea_can" in [item["label"] for item in late["items"]]
