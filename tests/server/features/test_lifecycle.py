import asyncio
import contextlib
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.server.editor import FULL, Editor, Refused, started


@pytest.fixture
async def at_work_here(tmp_path: Path) -> AsyncGenerator[Editor]:
    async with started() as editor:
        await editor.initialize(tmp_path)
        yield editor


async def test_a_client_without_settings_is_asked_for_them(tmp_path: Path) -> None:
    async with started() as editor:
        editor.replies["workspace/configuration"] = [{"codeLens": {"enabled": False}}, None, None]
        lenses = {"refreshSupport": True}
        capabilities = {**FULL, "workspace": {"configuration": True, "codeLens": lenses}}
        await editor.initialize(tmp_path, capabilities=capabilities)
        asked = await editor.wait_for("workspace/configuration")
        await editor.wait_for("workspace/codeLens/refresh")
        uri = editor.open(tmp_path / "a.py", "def f(): pass\n")

        folder = {"scopeUri": tmp_path.as_uri()}
        assert asked["items"] == [
            {"section": "devmentor"},
            {**folder, "section": "devmentor"},
            {**folder, "section": "python"},
        ]
        assert await editor.of("codeLens", uri) is None


async def test_settings_of_initialize_hold_where_the_client_has_no_others(tmp_path: Path) -> None:
    async with started() as editor:
        editor.replies["workspace/configuration"] = [None, None, None]
        capabilities = {**FULL, "workspace": {"configuration": True}}
        settings = {"codeLens": {"enabled": False}}
        await editor.initialize(tmp_path, capabilities=capabilities, options={"settings": settings})
        await editor.wait_for("workspace/configuration")
        uri = editor.open(tmp_path / "a.py", "def f(): pass\n")

        assert await editor.of("codeLens", uri) is None


async def test_shutdown_answers_what_is_still_open(at_work_here: Editor) -> None:
    number, answer = at_work_here.call("workspace/symbol", {"query": "x"})
    await at_work_here.request("shutdown")
    at_work_here.notify("exit")
    await at_work_here.process.wait()
    with contextlib.suppress(Refused):
        await asyncio.wait_for(answer, 5)

    assert [each["id"] for each in at_work_here.answers].count(number) == 1


async def test_cancelling_an_unknown_bar_does_nothing(at_work_here: Editor) -> None:
    at_work_here.notify("window/workDoneProgress/cancel", {"token": "none"})

    assert await at_work_here.leave() == 0
