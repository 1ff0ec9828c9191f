import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from tests.analyzers.documents import document

from devmentor_analyzers.engines.binaries import binary
from devmentor_analyzers.engines.connection import EngineError, Unanswered
from devmentor_analyzers.engines.engine import Engine
from devmentor_analyzers.engines.recipe import Recipe

PYTHON = frozenset({"python"})
RUFF = Recipe("ruff", [str(binary("ruff")), "server"], PYTHON, {"settings": {}})
HANGS = """
import json, sys, time
length = int(sys.stdin.readline().split(":")[1]); sys.stdin.readline(); sys.stdin.read(length)
body = json.dumps({"jsonrpc": "2.0", "id": 1, "result": {}})
sys.stdout.write(f"Content-Length: {len(body)}\\r\\n\\r\\n{body}"); sys.stdout.flush()
time.sleep(600)
"""


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not true():
            await asyncio.sleep(0.01)


async def test_an_engine_tells_its_version_process_and_memory(tmp_path: Path) -> None:
    engine = Engine(RUFF, [tmp_path])
    assert engine.status().state == "starting"
    engine.start()
    await until(lambda: engine.status().state == "ready")
    status = engine.status()
    await engine.close()

    assert status.version
    assert status.rss_bytes
    assert status.pid is not None
    assert not psutil.pid_exists(status.pid)


async def test_an_engine_that_is_not_installed_is_absent_and_says_so(tmp_path: Path) -> None:
    engine = Engine(Recipe("ghost", None, PYTHON), [tmp_path])
    engine.start()

    assert engine.status().state == "absent"
    with pytest.raises(EngineError, match="ghost is not installed"):
        await engine.ask("textDocument/diagnostic", {})
    await engine.close()


async def test_a_killed_engine_comes_back_and_knows_the_open_documents(tmp_path: Path) -> None:
    engine, snapshot = Engine(RUFF, [tmp_path]), document(tmp_path / "a.py", "import os\n")
    engine.start()
    engine.opened(snapshot)
    await until(lambda: engine.status().state == "ready")
    first = engine.status().pid
    assert first is not None

    os.kill(first, signal.SIGKILL)
    await until(lambda: engine.status().pid not in (first, None))
    answer = await engine.ask("textDocument/diagnostic", {"textDocument": {"uri": snapshot.uri}})
    await engine.close()

    assert [item["code"] for item in answer["items"]] == ["F401"]


async def test_an_engine_that_stops_answering_is_replaced(tmp_path: Path) -> None:
    """The hanging engine is scripted: a real one does not hang on demand."""
    engine = Engine(Recipe("hangs", [sys.executable, "-c", HANGS], PYTHON), [tmp_path])
    engine.start()
    await until(lambda: engine.status().state == "ready")
    first = engine.status().pid

    for _ in range(3):
        with pytest.raises(EngineError, match="did not answer"):
            await engine.ask("anything", {}, timeout=0.05)
    await until(lambda: engine.status().pid not in (first, None))
    await engine.close()

    assert engine.status().pid is None


@pytest.mark.parametrize("stop", [True, False])
async def test_an_engine_that_does_nothing_though_it_is_asked_is_replaced(
    tmp_path: Path, stop: bool
) -> None:
    """It is stopped, or scripted to hang: faults."""
    hanging = Recipe("hangs", [sys.executable, "-c", HANGS], PYTHON, still_seconds=1.0)
    engine = Engine(RUFF if stop else hanging, [tmp_path])
    engine.start()
    await until(lambda: engine.status().state == "ready")
    first = engine.status().pid
    assert first is not None
    if stop:
        os.kill(first, signal.SIGSTOP)

    with pytest.raises(Unanswered, match="went away"):
        await engine.ask("textDocument/diagnostic", {}, timeout=60)
    await until(lambda: bool(engine.status().detail))
    detail = engine.status().detail
    await until(lambda: engine.status().pid not in (first, None))
    await engine.close()

    assert ("It was stopped." if stop else "It hung") in detail


async def test_an_engine_that_is_killed_says_by_what(tmp_path: Path) -> None:
    engine = Engine(RUFF, [tmp_path])
    engine.start()
    await until(lambda: engine.status().state == "ready")
    pid = engine.status().pid
    assert pid is not None

    os.kill(pid, signal.SIGKILL)
    await until(lambda: engine.status().state == "starting")
    detail = engine.status().detail
    await engine.close()

    assert "signal 9 (SIGKILL)" in detail


async def test_an_engine_that_cannot_start_says_why_while_it_retries(tmp_path: Path) -> None:
    """The broken engine is scripted: a fault."""
    code = (
        "import os, time; os.write(2, b'broken installation'); time.sleep(0.2); os.write(2, b'\\n')"
    )
    command = [sys.executable, "-c", code]
    engine = Engine(Recipe("broken", command, PYTHON), [tmp_path])
    engine.start()
    await until(lambda: "broken installation" in engine.status().detail)
    await engine.close()


async def test_a_document_is_seen_without_being_open_and_forgotten_after(tmp_path: Path) -> None:
    engine, snapshot = Engine(RUFF, [tmp_path]), document(tmp_path / "a.py", "import os\n")
    engine.start()
    params = {"textDocument": {"uri": snapshot.uri}}
    async with engine.seeing(snapshot):
        seen = await engine.ask("textDocument/diagnostic", params)
    after = await engine.ask("textDocument/diagnostic", params)
    await engine.close()

    assert len(seen["items"]) == 1
    assert after["items"] == []


async def test_an_engine_works_where_the_folder_is_gone(tmp_path: Path) -> None:
    engine = Engine(RUFF, [tmp_path / "gone"])
    engine.start()
    await until(lambda: engine.status().state == "ready")
    await engine.close()


def test_no_engine_survives_when_we_are_killed(tmp_path: Path) -> None:
    program = (
        "import asyncio, os, signal; from pathlib import Path\n"
        "from devmentor_analyzers.engines.ruff import Ruff\n"
        "async def main():\n"
        "    engine = Ruff([Path('.').absolute()]).engine; engine.start()\n"
        "    while engine.status().state != 'ready': await asyncio.sleep(0.01)\n"
        "    print(engine.status().pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)\n"
        "asyncio.run(main())\n"
    )

    killed = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=False, timeout=60
    )

    pid = int(killed.stdout)
    if psutil.pid_exists(pid):
        psutil.wait_procs([psutil.Process(pid)], timeout=20)
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_an_engine_shows_the_documents_it_is_kept_in_step_with(tmp_path: Path) -> None:
    engine = Engine(RUFF, [tmp_path])
    old, new = (document(tmp_path / "a.py", "x = 1\n", version) for version in (1, 2))
    assert not engine.shows(old)

    engine.opened(old)
    assert engine.shows(old) and not engine.shows(new)

    engine.closed(old.uri)
    assert not engine.shows(old)


async def test_a_text_that_has_been_replaced_is_not_shown_again(tmp_path: Path) -> None:
    engine = Engine(RUFF, [tmp_path])
    engine.start()
    before = document(tmp_path / "a.py", "import os\n", version=1)
    engine.opened(document(tmp_path / "a.py", "x = 1\n", version=2))
    with pytest.raises(EngineError, match="newer"):
        async with engine.seeing(before):
            pass
    await engine.close()
