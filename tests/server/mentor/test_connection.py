import asyncio
from pathlib import Path
from typing import Any

import pytest
from tests.server.editor import FULL, Editor, Refused, started
from tests.server.scripted_tier import scripted_tier

from devmentor_protocol.events import AppendParams, AppendResult
from devmentor_protocol.memory import RememberParams
from devmentor_protocol.peer import Emit
from devmentor_protocol.runtime import HOME_VARIABLE
from devmentor_protocol.wire import Wire

WANTS_STATUS: dict[str, Any] = {"status": True}


def rungs(editor: Editor) -> list[str]:
    return [each["params"]["rung"] for each in editor.heard if each["method"] == "devmentor/status"]


async def test_the_editor_is_told_when_a_tier_is_found_and_when_it_is_lost(
    editor: Editor, tmp_path: Path
) -> None:
    async with scripted_tier({}) as tier:
        await editor.initialize(tmp_path, options=WANTS_STATUS)
        found = await editor.wait_for("devmentor/status", lambda given: given["rung"] == "local")
        editor.heard.clear()
        tier.die()
        lost = await editor.wait_for("devmentor/status", lambda given: given["rung"] == "offline")

    assert found["model"] == "scripted-model"
    assert lost["detail"]


async def test_an_editor_that_did_not_ask_is_not_told(editor: Editor, tmp_path: Path) -> None:
    async with scripted_tier({}) as tier:
        await editor.initialize(tmp_path)
        await tier.connected.wait()
        status = await editor.request("workspace/executeCommand", {"command": "devmentor.status"})

    assert status["tier"] is None or status["tier"].startswith(("http", "ws"))
    assert rungs(editor) == []


async def test_with_ai_turned_off_no_tier_is_called(editor: Editor, tmp_path: Path) -> None:
    async with scripted_tier({}) as tier:
        off = {"settings": {"ai": {"enabled": False}}, "status": True}
        await editor.initialize(tmp_path, options=off)
        status = await editor.wait_for("devmentor/status")

        assert "turned off" in status["detail"]
        assert not tier.connected.is_set()


async def test_a_tier_that_refuses_is_named_and_local_work_goes_on(
    editor: Editor, tmp_path: Path
) -> None:
    async with scripted_tier({}, refuse=True):
        await editor.initialize(tmp_path, options=WANTS_STATUS)
        uri = editor.open(tmp_path / "a.py", "def f(): pass\n")
        symbols = await editor.of("documentSymbol", uri)
        status = await editor.request("workspace/executeCommand", {"command": "devmentor.status"})

    assert [each["name"] for each in symbols] == ["f"]
    assert status["rung"] == "offline"


async def test_memory_is_the_tiers(editor: Editor, tmp_path: Path) -> None:
    asked: list[str] = []

    async def remember(params: RememberParams, _: Emit) -> Wire:
        asked.append(params.text)
        raise ValueError("the fault of this test")

    async with scripted_tier({"memory/remember": remember}) as tier:
        await editor.initialize(tmp_path)
        await tier.connected.wait()
        with pytest.raises(Refused):
            await editor.request("devmentor/remember", {"text": "We use tabs."})

    assert asked == ["We use tabs."]


async def test_what_was_explained_offline_reaches_the_tier_later(
    editor: Editor, tmp_path: Path
) -> None:
    appended: list[str] = []

    async def append(params: AppendParams, _: Emit) -> AppendResult:
        appended.extend(event.kind for event in params.events)
        return AppendResult(accepted=tuple(event.id for event in params.events))

    async def queue_is(size: int) -> None:
        asked = {"command": "devmentor.status"}
        while (await editor.request("workspace/executeCommand", asked))["queuedEvents"] != size:
            await asyncio.sleep(0.05)

    await editor.initialize(tmp_path, options=WANTS_STATUS)
    await editor.wait_for("devmentor/status")
    uri = editor.open(tmp_path / "a.py", "def f(): pass\n")
    place = {"uri": uri, "position": {"line": 0, "character": 4}}
    await editor.request("devmentor/explain", {"target": place})
    await queue_is(1)
    async with scripted_tier({"events/append": append}):
        await queue_is(0)

    assert appended == ["explained"]


async def test_with_a_read_only_home_answers_still_come(tmp_path: Path) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("")
    environment = {HOME_VARIABLE: str(blocked / "home")}
    async with started(environment=environment) as editor:
        await editor.initialize(tmp_path, capabilities=FULL, options=WANTS_STATUS)
        uri = editor.open(tmp_path / "a.py", 'def f():\n    """Documented."""\n')
        place = {"uri": uri, "position": {"line": 0, "character": 4}}
        answer = await editor.request("devmentor/explain", {"target": place})

        assert "Documented." in answer["text"]
        assert await editor.leave() == 0
