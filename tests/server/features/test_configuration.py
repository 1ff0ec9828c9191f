from pathlib import Path
from typing import Any

import pytest
from tests.server.editor import FULL, Editor, Refused, started

from devmentor_server.uris import uri_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


def settings(value: dict[str, Any]) -> dict[str, Any]:
    return {"settings": {"devmentor": value}}


async def test_lint_can_be_turned_off_and_on(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "lint.py", "import os\n")

    async def shown(*, lint: bool) -> None:
        """Types may still come in a second report: what counts is what is shown at last."""
        await editor.wait_for(
            "textDocument/publishDiagnostics",
            lambda given: (
                given["uri"] == uri
                and lint == ("F401" in {each["code"] for each in given["diagnostics"]})
            ),
        )
        editor.heard.clear()

    await shown(lint=True)
    editor.notify("workspace/didChangeConfiguration", settings({"lint": {"enabled": False}}))
    await shown(lint=False)
    editor.notify("workspace/didChangeConfiguration", settings({}))
    await shown(lint=True)


async def test_a_folder_that_is_added_is_searched(
    editor: Editor, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("second")
    (folder / "late.py").write_text("def latecomer(): pass\n")
    event = {"added": [{"uri": uri_of(folder), "name": "second"}], "removed": []}
    editor.notify("workspace/didChangeWorkspaceFolders", {"event": event})
    found = await editor.symbols("latecomer")

    assert [each["name"] for each in found] == ["latecomer"]


async def test_a_client_that_can_watches_the_projects_configuration(tmp_path: Path) -> None:
    async with started() as editor:
        watching = {"didChangeWatchedFiles": {"dynamicRegistration": True}}
        await editor.initialize(tmp_path, capabilities={**FULL, "workspace": watching})
        registered = await editor.wait_for("client/registerCapability")
        uri = editor.open(tmp_path / "a.py", "import os\n")
        await editor.diagnostics(uri)
        editor.heard.clear()
        change = {"uri": uri_of(tmp_path / "ruff.toml"), "type": 1}
        editor.notify("workspace/didChangeWatchedFiles", {"changes": [change]})

        assert "pyproject.toml" in str(registered)
        assert "**/*.{py,pyi}" in str(registered)
        assert await editor.diagnostics(uri)


async def test_a_source_that_changes_on_disk_counts_at_once(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text("price: int = 1\n")
    async with started() as editor:
        await editor.initialize(tmp_path)
        uri = editor.open(tmp_path / "a.py", "from shop import price\n\nx: int = price\n")
        published = "textDocument/publishDiagnostics"
        await editor.wait_for(published, lambda given: given["uri"] == uri)
        (tmp_path / "shop.py").write_text("price: str = ''\n")
        change = {"uri": uri_of(tmp_path / "shop.py"), "type": 2}
        editor.notify("workspace/didChangeWatchedFiles", {"changes": [change]})

        await editor.wait_for(published, lambda given: "invalid-assignment" in str(given))


async def test_a_client_that_refuses_to_give_settings_is_served_without(tmp_path: Path) -> None:
    async with started() as editor:
        editor.replies["workspace/configuration"] = None
        await editor.initialize(
            tmp_path, capabilities={**FULL, "workspace": {"configuration": True}}
        )
        await editor.wait_for("workspace/configuration")
        with pytest.raises(Refused):
            await editor.request("no/method")
