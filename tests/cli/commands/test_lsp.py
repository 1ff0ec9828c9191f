"""`devmentor lsp`."""

import json
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Run


def test_it_serves_over_standard_input_and_output(tmp_path: Path) -> None:
    body = json.dumps(
        {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "initialize",
            "params": {"processId": None, "rootUri": tmp_path.as_uri(), "capabilities": {}},
        }
    )
    shutdown = '{"jsonrpc":"2.0","id":2,"method":"shutdown"}'
    leave = '{"jsonrpc":"2.0","method":"exit"}'
    frames = "".join(
        f"Content-Length: {len(part)}\r\n\r\n{part}" for part in (body, shutdown, leave)
    )

    served = subprocess.run(
        [str(Path(sys.executable).with_name("devmentor")), "lsp", "--stdio"],
        input=frames.encode(),
        capture_output=True,
        cwd=tmp_path,
        timeout=60,
        check=False,
    )

    assert served.returncode == 0, served.stderr.decode()
    assert b'"serverInfo"' in served.stdout


def test_two_transports_at_once_are_refused(devmentor: Run) -> None:
    shown = devmentor("lsp", "--tcp", "127.0.0.1:0", "--ws", "127.0.0.1:0")

    assert shown.returncode == 2
    assert "--tcp and --ws" in shown.stderr
