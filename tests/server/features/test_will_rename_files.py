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
