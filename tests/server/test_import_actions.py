import asyncio
from pathlib import Path
from typing import Any

import pytest
from tests.server.editor import FULL, Editor, started

from devmentor_protocol.runtime import HOME_VARIABLE


def undefined(line: int, start: int, end: int) -> dict[str, Any]:
    range_ = {
        "start": {"line": line, "character": start},
        "end": {"line": line, "character": end},
    }
    return {"range": range_, "message": "Undefined name", "code": "F821", "source": "ruff"}


async def titles(editor: Editor, uri: str, shown: dict[str, Any]) -> list[str]:
    context = {"diagnostics": [shown], "only": ["quickfix"]}
    actions = await editor.of("codeAction", uri, range=shown["range"], context=context)
    return [each["title"] for each in actions if each["title"].startswith("Import: ")]


async def test_an_undefined_name_can_be_imported_from_project_and_library(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text("def dumps(): pass\n")
    async with started(environment={HOME_VARIABLE: str(tmp_path / "home")}) as editor:
        await editor.initialize(tmp_path, capabilities=FULL)
        uri = editor.open(tmp_path / "a.py", "x = dumps(1)\n")
        [shown] = [each for each in await editor.diagnostics(uri) if each["code"] == "F821"]
        while len(found := await titles(editor, uri, shown)) < 2:  # read in the background
            await asyncio.sleep(0.2)

    assert found[:2] == ["Import: from shop import dumps", "Import: from json import dumps"]


@pytest.mark.parametrize("shown", [undefined(0, 0, 5), undefined(7, 0, 1), undefined(0, 0, 0)])
async def test_nothing_is_imported_where_there_is_no_such_name(
    at_work: Editor, tmp_path: Path, shown: dict[str, Any]
) -> None:
    uri = at_work.open(tmp_path / "a.py", "x = 1\n")

    assert await titles(at_work, uri, shown) == []
