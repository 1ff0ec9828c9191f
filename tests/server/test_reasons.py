import asyncio
import time
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.analyzers.documents import document
from tests.analyzers.history.repositories import commit, repository
from tests.conftest import NewChildren

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.workspace import Workspace
from devmentor_protocol.position import Position
from devmentor_server.reasons import Reason, Reasons

CODE = "def total():\n    return 1\n"
NAME, BODY = Position(line=0, character=5), Position(line=1, character=6)


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    (repository(tmp_path) / "total.py").write_text(CODE)
    commit(tmp_path, "Count")
    return document(tmp_path / "total.py", CODE)


@pytest.fixture
async def analysis(tmp_path: Path) -> AsyncGenerator[Workspace]:
    workspace = Workspace([tmp_path], Settings(ty=False, lint=False))
    yield workspace
    await workspace.close()


async def known(reason: Reason, *, with_hover: bool = True) -> str:
    """Ask until the look is done, as somebody does who hovers again and again."""
    while not reason.looking.done():
        await asyncio.sleep(0.01)
    return await reason.in_time(0.0, with_hover=with_hover)


async def test_what_was_late_is_there_the_next_time(
    analysis: Workspace, snapshot: Snapshot
) -> None:
    reasons = Reasons()
    await known(reasons.look(analysis, snapshot, BODY))

    again = reasons.look(analysis, snapshot, BODY)

    assert "Count — Ada" in await again.in_time(time.monotonic(), with_hover=True)


async def test_without_a_hover_only_a_definition_has_a_reason(
    analysis: Workspace, snapshot: Snapshot
) -> None:
    reasons = Reasons()

    assert await known(reasons.look(analysis, snapshot, BODY))
    assert await known(reasons.look(analysis, snapshot, BODY), with_hover=False) == ""
    assert await known(reasons.look(analysis, snapshot, NAME), with_hover=False)


async def test_an_old_look_gives_way_to_new_ones(analysis: Workspace, snapshot: Snapshot) -> None:
    reasons = Reasons()
    first, *others = [
        reasons.look(analysis, snapshot, Position(line=0, character=column)) for column in range(4)
    ]

    assert await known(first) == ""
    assert all([await known(each) for each in others])


async def test_nothing_is_left_when_it_is_closed(
    analysis: Workspace, snapshot: Snapshot, new_children: NewChildren
) -> None:
    reasons = Reasons()
    reason = reasons.look(analysis, snapshot, BODY)
    await asyncio.sleep(0)
    reasons.close()

    assert await known(reason) == ""
    while [child for child in new_children() if child.name() == "git"]:
        await asyncio.sleep(0.01)
