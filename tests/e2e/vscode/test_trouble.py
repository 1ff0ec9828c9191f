"""What a developer sees in a real VS Code when something is missing or dies; here no tier runs."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from devmentor_protocol.runtime import HOME_VARIABLE

from .conftest import drive, start_editor, stop_editor

pytestmark = pytest.mark.timeout(240)  # one window serves the module; the first test waits for it


@pytest.fixture(scope="module")
def seen(vsix: Path, workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one session saw that began with an interpreter that has no server."""
    scratch = tmp_path_factory.mktemp("code-server")
    environment = {**os.environ, HOME_VARIABLE: str(scratch / "devmentor-home")}
    editor, process = start_editor(workspace, vsix, scratch, environment, "/bin/false")
    try:
        return drive("trouble.mjs", editor, SERVER_PYTHON=sys.executable)
    finally:
        stop_editor(process)


def test_an_interpreter_without_the_server_is_refused_with_ways_out(seen: dict[str, Any]) -> None:
    refused = seen["refused"]

    assert "/bin/false" in refused["text"]
    assert "Correct or clear the setting" in refused["text"]
    assert refused["buttons"] == ["Retry", "Choose Interpreter…", "Show Log"]
    assert "does not run" in seen["stopped"]


def test_a_corrected_setting_starts_the_server_by_itself(seen: dict[str, Any]) -> None:
    assert seen["offline"].startswith("DevMentor: offline. ")


def test_without_a_tier_the_analysis_works_all_the_same(seen: dict[str, Any]) -> None:
    assert seen["errors"] >= 1
    assert "Sum the prices" in seen["hover"]


def test_without_a_tier_explain_answers_from_documentation_and_says_so(
    seen: dict[str, Any],
) -> None:
    explained = seen["explained"]

    assert explained["state"] == "done", explained
    assert "Sum the prices" in explained["answer"]
    assert "no model" in explained["receipt"]
    assert "offline" in explained["receipt"]


def test_a_server_that_is_killed_is_started_again(seen: dict[str, Any]) -> None:
    assert seen["recovered"].startswith("DevMentor: offline. ")
