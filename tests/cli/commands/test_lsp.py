"""`devmentor lsp`."""

import asyncio
import sys
from pathlib import Path

from tests.cli.conftest import Run

from devmentor_cli.language_server import LanguageServer
from devmentor_protocol.envelope import JsonObject


async def test_it_serves_over_standard_input_and_output(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *(str(Path(sys.executable).with_name("devmentor")), "lsp", "--stdio"),
        cwd=tmp_path,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    server = LanguageServer(process, lambda _method, _params: None)
    params: JsonObject = {"processId": None, "rootUri": tmp_path.as_uri(), "capabilities": {}}

    greeting = await server.request("initialize", params)
    await server.close()

    assert greeting["serverInfo"]["name"] == "devmentor"
    assert process.returncode == 0


def test_two_transports_at_once_are_refused(devmentor: Run) -> None:
    shown = devmentor("lsp", "--tcp", "127.0.0.1:0", "--ws", "127.0.0.1:0")

    assert shown.returncode == 2
    assert "--tcp and --ws" in shown.stderr
