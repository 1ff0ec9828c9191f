from pathlib import Path
from typing import Any

from tests.server.editor import FULL, Editor, started
from tests.server.test_publisher import PULLING

DYNAMIC: dict[str, Any] = {
    **PULLING,
    "textDocument": {**PULLING["textDocument"], "diagnostic": {"dynamicRegistration": True}},
    "workspace": {
        **PULLING.get("workspace", {}),
        "didChangeConfiguration": {"dynamicRegistration": True},
    },
}


async def registered(editor: Editor, id_: str) -> dict[str, Any]:
    params = await editor.wait_for(
        "client/registerCapability", lambda given: given["registrations"][0]["id"] == id_
    )
    return params["registrations"][0]


def turn(editor: Editor, *, on: bool) -> None:
    settings = {"devmentor": {"diagnostics": {"workspace": on}}}
    editor.notify("workspace/didChangeConfiguration", {"settings": settings})


async def test_settings_that_change_are_told_to_who_has_to_be_asked(tmp_path: Path) -> None:
    async with started() as editor:
        await editor.initialize(tmp_path, capabilities=DYNAMIC)
        told = await registered(editor, "settings")

        assert told["method"] == "workspace/didChangeConfiguration"
        assert told["registerOptions"] == {"section": ["devmentor", "python"]}


async def test_the_workspace_is_pulled_from_when_it_is_wanted_until_it_is_not(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.py").write_text("import os\n")
    async with started() as editor:
        result = await editor.initialize(tmp_path, capabilities=DYNAMIC)
        asked: dict[str, Any] = {"previousResultIds": []}
        before = await editor.request("workspace/diagnostic", asked)
        turn(editor, on=True)
        told = await registered(editor, "workspace-diagnostics")
        during = await editor.request("workspace/diagnostic", asked)
        turn(editor, on=False)
        gone = await editor.wait_for("client/unregisterCapability")

        assert not result["capabilities"]["diagnosticProvider"]["workspaceDiagnostics"]
        assert before["items"] == []
        assert told["registerOptions"]["workspaceDiagnostics"]
        assert len(during["items"]) == 1
        assert gone["unregisterations"][0]["id"] == "workspace-diagnostics"


async def test_a_client_that_cannot_register_is_not_asked(tmp_path: Path) -> None:
    async with started() as editor:
        await editor.initialize(tmp_path, capabilities=FULL)
        turn(editor, on=True)
        await editor.request("workspace/symbol", {"query": "nothing"})

        assert not [e for e in editor.heard if e["method"] == "client/registerCapability"]
