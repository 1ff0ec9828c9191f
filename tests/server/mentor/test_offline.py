from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.workspace import Workspace
from devmentor_protocol.position import Position
from devmentor_server.mentor.gather import subject
from devmentor_server.mentor.offline import NOTHING, offline_answer

TEXT = '''\
import os


def area(side: int) -> int:
    """How much fits inside."""
    return side * side
'''


@pytest.fixture
async def analysis(tmp_path: Path) -> AsyncGenerator[Workspace]:
    workspace = Workspace([tmp_path], Settings())
    await workspace.start()
    yield workspace
    await workspace.close()


def snapshot(folder: Path, text: str = TEXT) -> Snapshot:
    return Snapshot((folder / "a.py").as_uri(), folder / "a.py", "python", 1, text)


async def test_a_function_is_explained_by_signature_and_docstring(
    analysis: Workspace, tmp_path: Path
) -> None:
    about = await subject(analysis, snapshot(tmp_path), Position(line=5, character=4), None)
    text = await offline_answer(analysis, about, [], "No tier is connected.")

    assert text.startswith("> No tier is connected.")
    assert "How much fits inside." in text
    assert "`area` is a function of 3 lines (a.py, line 4)." in text


async def test_on_a_keyword_the_code_is_explained_and_not_the_language(
    analysis: Workspace, tmp_path: Path
) -> None:
    about = await subject(analysis, snapshot(tmp_path), Position(line=3, character=0), None)
    text = await offline_answer(analysis, about, [], "Why.")

    assert "How much fits inside." in text
    assert "Function definitions" not in text


async def test_a_finding_is_explained_by_its_rule(analysis: Workspace, tmp_path: Path) -> None:
    opened = snapshot(tmp_path)
    about = await subject(analysis, opened, Position(line=0, character=7), None)
    text = await offline_answer(analysis, about, await analysis.findings(opened), "Why.")

    assert "- line 1: `F401`" in text
    assert "Why is this bad?" in text
    assert "\n##### What it does" in text
    assert "\n# __init__.py" in text  # a comment in an example is no heading
    assert text.count("```") % 2 == 0


async def test_where_nothing_is_known_it_says_what_to_do(
    analysis: Workspace, tmp_path: Path
) -> None:
    about = await subject(analysis, snapshot(tmp_path, "\n"), Position(line=0, character=0), None)

    assert NOTHING in await offline_answer(analysis, about, [], "Why.")
