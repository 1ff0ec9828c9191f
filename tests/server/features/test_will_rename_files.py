from pathlib import Path

import pytest
from tests.server.editor import Editor

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_imports_follow_a_renamed_module(editor: Editor, app: str, shop: str) -> None:
    moved = [{"oldUri": shop, "newUri": shop.replace("shop.py", "market.py")}]

    edit = await editor.request("workspace/willRenameFiles", {"files": moved})

    [changed] = [each for each in edit["documentChanges"] if each["textDocument"]["uri"] == app]
    [change] = changed["edits"]
    assert change["newText"] == "market"
    assert change["range"] == {
        "start": {"line": 0, "character": 5},
        "end": {"line": 0, "character": 9},
    }


async def test_a_file_that_is_no_module_takes_nothing_with_it(
    editor: Editor, project: Path
) -> None:
    old = (project / "pyproject.toml").as_uri()
    moved = [{"oldUri": old, "newUri": old + ".old"}]

    assert await editor.request("workspace/willRenameFiles", {"files": moved}) is None


async def test_imports_follow_a_folder_that_moves(editor: Editor, project: Path) -> None:
    (project / "parts").mkdir()
    (project / "parts" / "wheel.py").write_text("from . import tyre\n")
    (project / "parts" / "tyre.py").write_text("")
    (project / "car.py").write_text("import parts.wheel\n\nparts.wheel.tyre\n")
    moved = [{"oldUri": (project / "parts").as_uri(), "newUri": (project / "bits").as_uri()}]

    edit = await editor.request("workspace/willRenameFiles", {"files": moved})

    [changed] = edit["documentChanges"]
    assert changed["textDocument"]["uri"] == (project / "car.py").as_uri()
    assert [each["newText"] for each in changed["edits"]] == ["bits.wheel", "bits.wheel"]
