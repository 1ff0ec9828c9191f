"""Hints from git's history, as an editor gets them."""

from pathlib import Path
from typing import Any

from tests.analyzers.history.worn import HOT, worn
from tests.server.editor import Editor, started

TEXT = HOT.format(11)


def codes(params: dict[str, Any]) -> set[str]:
    return {each["code"] for each in params["diagnostics"]}


async def heard(editor: Editor, uri: str, *, code: str) -> None:
    await editor.wait_for(
        "textDocument/publishDiagnostics",
        lambda params: params["uri"] == uri and code in codes(params),
    )


async def test_hints_come_when_the_history_is_known_and_go_when_the_partner_is_changed(
    tmp_path: Path,
) -> None:
    shop = worn(tmp_path / "shop")
    async with started() as editor:
        await editor.initialize(shop)
        uri = editor.open(shop / "hot.py", TEXT.replace("return 11", "return 99"))
        await heard(editor, uri, code="hotspot")
        await heard(editor, uri, code="changes-together")

        notes = editor.open(shop / "notes.md", language="markdown")
        editor.heard.clear()
        (shop / "notes.md").write_text("changed")
        editor.notify("textDocument/didSave", {"textDocument": {"uri": notes}})
        await editor.wait_for(
            "textDocument/publishDiagnostics",
            lambda params: params["uri"] == uri and codes(params) == {"hotspot"},
        )
        assert await editor.leave() == 0


async def test_hints_can_be_turned_off(tmp_path: Path) -> None:
    shop = worn(tmp_path / "shop")
    off = {"settings": {"devmentor": {"history": {"hints": False}}}}
    async with started() as editor:
        await editor.initialize(shop)
        uri = editor.open(shop / "hot.py", TEXT.replace("return 11", "return 99"))
        await heard(editor, uri, code="hotspot")
        editor.heard.clear()
        editor.notify("workspace/didChangeConfiguration", off)

        await editor.wait_for(
            "textDocument/publishDiagnostics",
            lambda params: params["uri"] == uri and not params["diagnostics"],
        )
        assert await editor.leave() == 0
