import asyncio
from pathlib import Path

import psutil
import pytest
from tests.server.editor import Editor, started

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.workspace import Workspace
from devmentor_server import memory_limit
from devmentor_server.client import Client
from devmentor_server.early_findings import EarlyFindings
from devmentor_server.server import DevMentorServer
from devmentor_server.transports import Transport


async def test_a_server_that_takes_too_much_says_so_and_ends(tmp_path: Path) -> None:
    async with started() as editor:
        await editor.initialize(tmp_path, options={"settings": {"memory": {"serverMegabytes": 1}}})
        await editor.diagnostics(editor.open(tmp_path / "a.py", "import os\n"))
        running = psutil.Process(editor.process.pid).children(recursive=True)
        told = await said(editor)

        assert "devmentor.memory.serverMegabytes" in told
        assert await asyncio.wait_for(editor.process.wait(), 30) == 1
        assert not psutil.wait_procs(running, timeout=10)[1]


async def said(editor: Editor) -> str:
    return (await editor.wait_for("window/showMessage"))["message"]


class Silent(Transport):
    """Nobody is at the other end."""

    async def receive(self) -> bytes | None:
        return None

    def send(self, body: bytes) -> None:
        pass

    async def close(self) -> None:
        pass


async def test_what_can_be_made_anew_is_let_go_of_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the system says of the memory is made up: a fault."""
    sizes = iter([2_000_000_000, 10, 2_000_000_000, 2_000_000_000, 2_000_000_000])
    monkeypatch.setattr(memory_limit, "_LOOK_SECONDS", 0)
    monkeypatch.setattr(memory_limit, "resident", lambda: next(sizes))
    workspace = Workspace([tmp_path], Settings(ty=False, lint=False))
    server = DevMentorServer(Client(folders=(tmp_path,)), Silent(), workspace, EarlyFindings())
    offers = server.completions

    await server.memory_limit.exceeded()

    assert server.completions is not offers
    assert list(sizes) == []
    await server.close()
