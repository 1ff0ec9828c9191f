import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import psutil
from tests.server.editor import Editor, started

from devmentor_server.framing import frame


def children(pid: int) -> list[psutil.Process]:
    return psutil.Process(pid).children(recursive=True)


async def engines(editor: Editor, folder: Path) -> list[psutil.Process]:
    """Wait until a document was looked at, so that the engines run."""
    uri = editor.open(folder / "a.py", "import os\nos.path.join\n")
    await editor.diagnostics(uri)
    await editor.at("hover", uri, 1, 4)
    return children(editor.process.pid)


async def test_a_polite_end_leaves_no_engine_behind(at_work: Editor, tmp_path: Path) -> None:
    running = await engines(at_work, tmp_path)

    assert running
    assert await at_work.leave() == 0
    assert not psutil.wait_procs(running, timeout=10)[1]


async def test_a_client_that_vanishes_takes_server_and_engines_with_it(
    at_work: Editor, tmp_path: Path
) -> None:
    running = await engines(at_work, tmp_path)
    assert at_work.process.stdin
    at_work.process.stdin.close()

    assert await asyncio.wait_for(at_work.process.wait(), 30) == 1
    assert not psutil.wait_procs(running, timeout=10)[1]


async def test_the_server_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "input()", stdin=asyncio.subprocess.PIPE
    )
    async with started() as editor:
        params: dict[str, Any] = {"processId": parent.pid, "capabilities": {}}
        await editor.request("initialize", params)
        await editor.request("workspace/symbol", {"query": "zzz"})
        await parent.communicate(b"\n")

        assert await asyncio.wait_for(editor.process.wait(), 30) == 1


async def test_exit_without_shutdown_is_an_error(at_work: Editor) -> None:
    at_work.notify("exit")

    assert await asyncio.wait_for(at_work.process.wait(), 30) == 1


async def test_a_client_that_leaves_in_the_middle_of_a_message_is_gone() -> None:
    async with started() as editor:
        await editor.initialize()
        editor.send_bytes(frame(b'{"jsonrpc": "2.0"')[:-4])
        assert editor.process.stdin
        editor.process.stdin.close()

        assert await asyncio.wait_for(editor.process.wait(), 30) == 1


async def test_warnings_reach_the_clients_log(at_work: Editor) -> None:
    at_work.notify("textDocument/didOpen", {"textDocument": os.getpid()})
    logged = await at_work.wait_for("window/logMessage")

    assert "textDocument/didOpen" in logged["message"]
