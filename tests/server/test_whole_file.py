from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from tests.server.editor import FULL, Editor, started

TOP = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
PLAIN: dict[str, Any] = {
    **FULL,
    "textDocument": {
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}
    },
}


@pytest.fixture
async def plain(tmp_path: Path) -> AsyncGenerator[Editor]:
    """An editor that resolves nothing: it is given edits, or no action."""
    async with started() as editor:
        await editor.initialize(tmp_path, capabilities=PLAIN)
        yield editor


async def kinds(editor: Editor, uri: str) -> list[str]:
    context = {"diagnostics": [], "only": ["source"]}
    found = await editor.of("codeAction", uri, range=TOP, context=context)
    assert all("edit" in each for each in found)
    return [each["kind"] for each in found]


async def test_what_there_is_to_do_comes_with_its_edit(plain: Editor, tmp_path: Path) -> None:
    uri = plain.open(tmp_path / "a.py", "import os\n")

    assert await kinds(plain, uri) == ["source.fixAll.devmentor"]


async def test_nothing_to_do_is_no_action(plain: Editor, tmp_path: Path) -> None:
    uri = plain.open(tmp_path / "a.py", "import os\n\nos.getcwd()\n")

    assert await kinds(plain, uri) == []


async def test_silencing_is_no_part_of_fixing_all(plain: Editor, tmp_path: Path) -> None:
    uri = plain.open(tmp_path / "a.py", "print(unknown)\n")

    assert await kinds(plain, uri) == []
