"""Muting by code actions, in a real editor session: what was shown is gone at once."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from tests.server.editor import FULL, Editor, Refused, started
from tests.server.test_silence import shown

from devmentor_server.uris import uri_of

TEXT = "import os\nx: int = 'a'\ny: int = 'b'\n"
FILE = {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}
TY = "invalid-assignment"


@pytest_asyncio.fixture
async def at_work(tmp_path: Path) -> AsyncGenerator[Editor]:
    (tmp_path / "ruff.toml").write_text('lint.select = ["F"]\n')
    async with started() as editor:
        await editor.initialize(tmp_path)
        yield editor


async def opened(editor: Editor, path: Path, text: str = TEXT) -> str:
    uri = editor.open(path, text)
    await shown(editor, uri, "F401", TY, TY)
    return uri


async def offered(
    editor: Editor, uri: str, line: int | None = None, only: str = "quickfix"
) -> dict[str, dict[str, Any]]:
    where = FILE
    if line is not None:
        place = {"line": line, "character": 0}
        where = {"start": place, "end": {"line": line, "character": 80}}
    context = {"diagnostics": [], "only": [only]}
    found = await editor.of("codeAction", uri, range=where, context=context)
    return {each["title"]: each for each in found if each["title"].startswith("Mute")}


async def choose(editor: Editor, uri: str, action: dict[str, Any]) -> None:
    """What an editor does: resolve, make the edit, run the command."""
    if "edit" not in action and "data" in action:
        action = await editor.request("codeAction/resolve", action)
    for document in action.get("edit", {}).get("documentChanges", []):
        changes = [{"range": e["range"], "text": e["newText"]} for e in document["edits"]]
        editor.change(uri, *changes)
    if command := action.get("command"):
        params = {"command": command["command"], "arguments": command["arguments"]}
        await editor.request("workspace/executeCommand", params)


async def test_what_is_shown_can_be_muted_in_four_places(at_work: Editor, tmp_path: Path) -> None:
    uri = await opened(at_work, tmp_path / "a.py")
    lint, types = await offered(at_work, uri, 0), await offered(at_work, uri, 1)

    assert list(types) == [
        f"Mute {TY} here",
        f"Mute {TY} in this file",
        f"Mute {TY} in the project",
        f"Mute {TY} for me everywhere",
    ]
    assert len(lint) == 3 and "Mute F401 here" not in lint  # ruff's own comment is offered
    assert not any(each["isPreferred"] for each in types.values())
    assert await offered(at_work, uri, 1, only="source") == {}
    assert await offered(at_work, uri, 5) == {}


async def test_here_and_in_the_file_are_comments(at_work: Editor, tmp_path: Path) -> None:
    uri = await opened(at_work, tmp_path / "a.py")
    await choose(at_work, uri, (await offered(at_work, uri, 1))[f"Mute {TY} here"])
    await shown(at_work, uri, "F401", TY)
    await choose(at_work, uri, (await offered(at_work, uri, 2))[f"Mute {TY} in this file"])

    await shown(at_work, uri, "F401")


async def test_in_the_project_it_is_written_down_and_holds_everywhere(
    at_work: Editor, tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"  # kept\n')
    uri = await opened(at_work, tmp_path / "a.py")
    actions = await offered(at_work, uri)
    await choose(at_work, uri, actions[f"Mute {TY} in the project"])
    await shown(at_work, uri, "F401")
    await choose(at_work, uri, actions["Mute F401 in the project"])
    await shown(at_work, uri)
    text = (tmp_path / "pyproject.toml").read_text()

    assert f'mute = ["{TY}", "F401"]' in text and "# kept" in text


async def test_for_me_it_holds_in_the_next_session_too(at_work: Editor, tmp_path: Path) -> None:
    uri = await opened(at_work, tmp_path / "a.py")
    await choose(at_work, uri, (await offered(at_work, uri, 1))[f"Mute {TY} for me everywhere"])
    await shown(at_work, uri, "F401")
    async with started() as other:
        await other.initialize(tmp_path)
        uri = other.open(tmp_path / "b.py", TEXT)
        await shown(other, uri, "F401")
        listed = await offered(other, uri)

    assert not [title for title in listed if TY in title]


async def test_a_configuration_with_unsaved_changes_is_left_alone(
    at_work: Editor, tmp_path: Path
) -> None:
    file = tmp_path / "devmentor.toml"
    file.write_text("types = true\n")
    uri = await opened(at_work, tmp_path / "a.py")
    at_work.open(file, "types = false\n", "toml")
    action = (await offered(at_work, uri, 1))[f"Mute {TY} in the project"]

    with pytest.raises(Refused, match=r"devmentor\.toml has unsaved changes"):
        await choose(at_work, uri, action)
    assert file.read_text() == "types = true\n"


async def test_where_no_comment_can_stand_the_reason_is_told(
    at_work: Editor, tmp_path: Path
) -> None:
    uri = at_work.open(tmp_path / "a.json", "[1,, 2]\n", "json")
    await shown(at_work, uri, "syntax-error")
    actions = await offered(at_work, uri)

    assert "Mute syntax-error here" not in actions
    with pytest.raises(Refused, match="No comment can be written"):
        await choose(at_work, uri, actions["Mute syntax-error in this file"])


async def test_who_resolves_nothing_gets_edits_at_once(tmp_path: Path) -> None:
    action: dict[str, Any] = {**FULL["textDocument"]["codeAction"], "dataSupport": False}
    plain: dict[str, Any] = {
        **FULL,
        "textDocument": {**FULL["textDocument"], "codeAction": action},
    }
    async with started() as editor:
        await editor.initialize(tmp_path, capabilities=plain)
        uri = editor.open(tmp_path / "a.py", "x: int = 'a'\n")
        await shown(editor, uri, TY)
        python = await offered(editor, uri)
        uri = editor.open(tmp_path / "a.json", "[1,, 2]\n", "json")
        await shown(editor, uri, "syntax-error")
        json = await offered(editor, uri)

    assert "edit" in python[f"Mute {TY} here"]
    assert list(json) == [
        "Mute syntax-error in the project",
        "Mute syntax-error for me everywhere",
    ]


async def test_a_command_without_a_rule_is_refused(at_work: Editor, tmp_path: Path) -> None:
    for arguments in ([], [{"rule": "F401", "where": "moon", "uri": uri_of(tmp_path)}]):
        params = {"command": "devmentor.mute", "arguments": arguments}
        with pytest.raises(Refused):
            await at_work.request("workspace/executeCommand", params)
