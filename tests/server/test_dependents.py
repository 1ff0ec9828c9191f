import asyncio
from pathlib import Path
from typing import Any

from tests.server.editor import Editor, started
from tests.server.test_late_findings import PULLS

USER = "from base import x\n\ny: int = x\n"


def codes(found: list[dict[str, Any]]) -> list[str]:
    return [each["code"] for each in found]


async def shown(editor: Editor, uri: str, wanted: list[str]) -> None:
    """Wait until a document is published with some codes, at the version it was opened with."""

    def is_right(given: dict[str, Any]) -> bool:
        return given["uri"] == uri and codes(given["diagnostics"]) == wanted

    await editor.wait_for("textDocument/publishDiagnostics", is_right)


async def test_what_no_longer_fits_elsewhere_is_published(tmp_path: Path) -> None:
    (tmp_path / "base.py").write_text("x: int = 1\n")
    async with started() as editor:
        await editor.initialize(tmp_path)
        user = editor.open(tmp_path / "user.py", USER)
        base = editor.open(tmp_path / "base.py")
        await shown(editor, user, [])
        editor.change(base, {"text": "x: str = ''\n"})
        await shown(editor, user, ["invalid-assignment"])
        editor.heard.clear()
        editor.notify("textDocument/didClose", {"textDocument": {"uri": base}})
        await shown(editor, user, [])


async def test_a_client_that_pulls_is_asked_to(tmp_path: Path) -> None:
    (tmp_path / "base.py").write_text("x: int = 1\n")
    async with started() as editor:
        await editor.initialize(tmp_path, capabilities=PULLS)
        user = editor.open(tmp_path / "user.py", USER)
        base = editor.open(tmp_path / "base.py")
        async with asyncio.timeout(60):
            while codes((await editor.of("diagnostic", user))["items"]):
                await asyncio.sleep(0.1)
        editor.heard.clear()
        editor.change(base, {"text": "x: str = ''\n"})
        await editor.wait_for("workspace/diagnostic/refresh")

        found = await editor.of("diagnostic", user)
        assert codes(found["items"]) == ["invalid-assignment"]


async def test_a_document_that_comes_back_unsaved_counts(tmp_path: Path) -> None:
    (tmp_path / "base.py").write_text("x: str = ''\n")
    async with started() as editor:
        await editor.initialize(tmp_path)
        user = editor.open(tmp_path / "user.py", USER)
        await shown(editor, user, ["invalid-assignment"])
        editor.heard.clear()
        editor.open(tmp_path / "base.py", "x: int = 1\n")
        await shown(editor, user, [])
