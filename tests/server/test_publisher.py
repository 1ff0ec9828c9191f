from pathlib import Path
from typing import Any

from tests.server.editor import FULL, Editor

PULLING: dict[str, Any] = {**FULL, "textDocument": {**FULL["textDocument"], "diagnostic": {}}}
WHOLE = {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}


def published(editor: Editor) -> list[dict[str, Any]]:
    return [
        each["params"]
        for each in editor.heard
        if each["method"] == "textDocument/publishDiagnostics"
    ]


async def test_findings_are_pushed_with_their_version(at_work: Editor, tmp_path: Path) -> None:
    uri = at_work.open(tmp_path / "a.py", "import os\n")
    [unused] = await at_work.diagnostics(uri, 1)
    at_work.change(uri, {"range": WHOLE, "text": "import os\n\nprint(os)\n"})

    assert unused["code"] == "F401"
    assert await at_work.diagnostics(uri, 2) == []


async def test_typing_supersedes_what_is_not_yet_published(at_work: Editor, tmp_path: Path) -> None:
    uri = at_work.open(tmp_path / "a.py", "x = 1\n")
    for number in range(20):
        at_work.change(uri, {"range": WHOLE, "text": f"import os  # {number}\n"})
    await at_work.diagnostics(uri, 21)

    versions = [params["version"] for params in published(at_work)]
    assert versions[-1] == 21
    assert len(versions) < 10


async def test_a_closed_document_has_no_findings(at_work: Editor, tmp_path: Path) -> None:
    uri = at_work.open(tmp_path / "a.py", "import os\n")
    await at_work.diagnostics(uri, 1)
    at_work.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    params = await at_work.wait_for(
        "textDocument/publishDiagnostics", lambda given: given["diagnostics"] == []
    )

    assert params["uri"] == uri


async def test_nothing_is_pushed_to_a_client_that_pulls(editor: Editor, tmp_path: Path) -> None:
    await editor.initialize(tmp_path, capabilities=PULLING)
    uri = editor.open(tmp_path / "a.py", "import os\n")
    report = await editor.of("diagnostic", uri)

    assert [item["code"] for item in report["items"]] == ["F401"]
    assert published(editor) == []
