import asyncio
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from tests.server.editor import started

SERVER = [sys.executable, "-I", "-m", "devmentor_server"]


@pytest.mark.parametrize("address", ["nonsense", "127.0.0.1:99999", "host:port"])
def test_a_wrong_address_is_explained(address: str) -> None:
    ran = subprocess.run(
        [*SERVER, "--tcp", address], capture_output=True, text=True, timeout=60, check=False
    )

    assert ran.returncode == 2
    assert "127.0.0.1:2087" in ran.stderr


@pytest.mark.parametrize("option", ["--tcp", "--ws"])
def test_a_port_in_use_is_named(option: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        ran = subprocess.run(
            [*SERVER, option, address], capture_output=True, text=True, timeout=60, check=False
        )

    assert ran.returncode == 1
    assert f"Cannot listen on {address}" in ran.stderr


async def test_stdio_may_be_asked_for_by_name() -> None:
    async with started("--stdio") as editor:
        assert await editor.initialize()
        assert await editor.leave() == 0


async def test_a_workspace_with_modules_named_like_ours_does_not_break_the_server(
    tmp_path: Path,
) -> None:
    for name in ("dataclasses.py", "server/__init__.py", "devmentor/__init__.py", "asyncio.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("raise SystemExit('the wrong module')\n")
    async with started(cwd=tmp_path) as editor:
        await editor.initialize(tmp_path)
        uri = editor.open(tmp_path / "server" / "__init__.py")

        assert await editor.of("documentSymbol", uri) == []
        assert await editor.leave() == 0


async def test_a_terminated_server_ends_as_an_interrupted_one() -> None:
    async with started() as editor:
        await editor.initialize()
        editor.process.terminate()

        assert await asyncio.wait_for(editor.process.wait(), 30) == 130


def test_the_handshake_needs_no_lsp_types() -> None:
    program = "import sys, devmentor_server.serve; print(sorted(sys.modules))"
    ran = subprocess.run(
        [sys.executable, "-I", "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert not [name for name in ("lsprotocol", "pygls", "jedi") if f"'{name}'" in ran.stdout]
