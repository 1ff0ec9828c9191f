import asyncio
import os
import signal
from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.analyzers.documents import document

from devmentor_analyzers.engines.last_answers import LastAnswers
from devmentor_analyzers.engines.ruff import Ruff
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Range

SAID = Finding(
    path="a.py",
    range=Range.of(0, 0, 0, 1),
    code="X1",
    message="x",
    severity=Severity.WARNING,
    source="test",
)


@pytest.fixture
async def ruff(tmp_path: Path) -> AsyncGenerator[Ruff]:
    ruff = Ruff([tmp_path])
    ruff.engine.start()
    assert await ruff.engine.started()
    yield ruff
    await ruff.engine.close()


async def test_what_was_said_stands_while_the_engine_restarts(ruff: Ruff, tmp_path: Path) -> None:
    engine, last = ruff.engine, LastAnswers()
    before = document(tmp_path / "a.py", "x\n")
    after = replace(before, version=2, text="\nx\n")
    engine.opened(before)
    assert await last.or_last(engine, before, [SAID]) == [SAID]
    assert await last.or_last(engine, after, None) is None

    pid = engine.status().pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    while not engine.is_restarting:
        await asyncio.sleep(0)

    moved = await last.or_last(engine, after, None)
    assert moved and [each.range.start.line for each in moved] == [1]


async def test_nothing_is_kept_of_what_is_closed(ruff: Ruff, tmp_path: Path) -> None:
    engine, last = ruff.engine, LastAnswers()
    one, other = (document(tmp_path / name, "x\n") for name in ("a.py", "b.py"))
    engine.opened(one)
    await last.or_last(engine, one, [SAID])
    engine.closed(one.uri)
    await last.or_last(engine, other, [])
    engine.renew()
    while not engine.is_restarting:
        await asyncio.sleep(0)

    assert await last.or_last(engine, one, None) is None
