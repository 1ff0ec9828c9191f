import json
import sys
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from tests.analyzers.engines import small_server
from tests.server.editor import FULL, Editor, started

from devmentor_protocol.runtime import HOME_VARIABLE
from devmentor_server.asking import ALLOW, NEVER, NOT_NOW

ASKS: dict[str, Any] = {**FULL, "window": {**FULL.get("window", {}), "showMessage": {}}}
CONFIG = f"""\
[engines.small]
command = {json.dumps([sys.executable, small_server.__file__])}
languages = ["small"]
"""
QUESTION = "window/showMessageRequest"


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {HOME_VARIABLE: str(tmp_path / "home")}


@pytest.fixture
async def editor(home: dict[str, str]) -> AsyncGenerator[Editor]:
    async with started(environment=home) as editor:
        yield editor


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "devmentor.toml").write_text(CONFIG)
    return folder


async def questions(editor: Editor) -> list[str]:
    """What the user was asked until everything that is asked at the start has been."""
    await editor.request("workspace/executeCommand", {"command": "devmentor.status"})
    return [each["params"]["message"] for each in editor.heard if each["method"] == QUESTION]


async def test_what_the_user_allows_is_started_at_once(editor: Editor, project: Path) -> None:
    editor.replies[QUESTION] = {"title": ALLOW}
    await editor.initialize(project, capabilities=ASKS)
    uri = editor.open(project / "a.small", "word apple\napple bad\n", "small")

    asked = await editor.wait_for(QUESTION)
    await editor.wait_for(
        "textDocument/publishDiagnostics",
        lambda given: given["uri"] == uri and given["diagnostics"],
    )

    assert f"{project / 'devmentor.toml'} wants started: small: " in asked["message"]
    assert [each["title"] for each in asked["actions"]] == [ALLOW, NOT_NOW, NEVER]


async def test_who_never_wants_it_is_not_asked_again(home: dict[str, str], project: Path) -> None:
    counts: list[int] = []
    for title in (NOT_NOW, NEVER, ALLOW):
        async with started(environment=home) as editor:
            editor.replies[QUESTION] = {"title": title}
            await editor.initialize(project, capabilities=ASKS)
            if title != ALLOW:
                await editor.wait_for(QUESTION)
            counts.append(len(await questions(editor)))
            await editor.leave()

    assert counts == [1, 1, 0]


async def test_an_editor_that_cannot_ask_is_left_in_peace(editor: Editor, project: Path) -> None:
    await editor.initialize(project, capabilities=FULL)

    assert await questions(editor) == []
