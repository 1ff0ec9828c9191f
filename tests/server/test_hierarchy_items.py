from pathlib import Path
from typing import Any

from tests.server.editor import Editor


async def test_an_item_of_a_closed_file_is_read_from_the_disk(
    at_work: Editor, tmp_path: Path
) -> None:
    (tmp_path / "a.py").write_text("def far():\n    '😀'; near()\n\ndef near(): ...\n")
    uri = (tmp_path / "a.py").as_uri()
    name = {"start": {"line": 0, "character": 4}, "end": {"line": 0, "character": 7}}
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 16}}
    item: dict[str, Any] = {
        "name": "far",
        "kind": 12,
        "uri": uri,
        "range": whole,
        "selectionRange": name,
        "data": {"engine": "types"},
    }

    [call] = await at_work.request("callHierarchy/outgoingCalls", {"item": item})

    assert (call["to"]["name"], call["to"]["data"]) == ("near", {"engine": "types"})
    assert call["fromRanges"][0]["start"] == {"line": 1, "character": 10}


async def test_an_item_without_its_data_is_answered_too(at_work: Editor, tmp_path: Path) -> None:
    uri = at_work.open(tmp_path / "a.py", "def far():\n    near()\n\ndef near(): ...\n")
    [item] = await at_work.at("prepareCallHierarchy", uri, 0, 5)
    del item["data"]

    [call] = await at_work.request("callHierarchy/outgoingCalls", {"item": item})

    assert call["to"]["name"] == "near"
