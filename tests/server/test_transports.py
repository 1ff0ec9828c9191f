import asyncio
import json
import re
import sys
from pathlib import Path

import pytest
from tests.server.editor import Editor
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from devmentor_server.framing import Framer, frame

HELLO = json.dumps(
    {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}
)


async def listening(argument: str) -> tuple[asyncio.subprocess.Process, str]:
    """Start a server on a free port; return it and its address."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-m", "devmentor_server", argument, "127.0.0.1:0"),
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr
    line = (await process.stderr.readline()).decode()
    found = re.search(r"Listening on \w+://(\S+)", line)
    assert found, line
    return process, found.group(1)


async def ended(process: asyncio.subprocess.Process) -> None:
    process.terminate()
    await process.wait()


async def test_tcp_serves_one_client_after_another() -> None:
    process, address = await listening("--tcp")
    try:
        for _ in range(2):
            reader, writer = await asyncio.open_connection(*address.split(":"))
            writer.write(frame(HELLO.encode()))
            framer = Framer()
            while (body := framer.next()) is None:
                framer.feed(await reader.read(1000))
            writer.close()
            assert json.loads(body)["result"]["capabilities"]["hoverProvider"]
    finally:
        await ended(process)


async def test_websocket_carries_a_message_a_frame() -> None:
    process, address = await listening("--ws")
    try:
        async with connect(f"ws://{address}") as socket:
            await socket.send(HELLO)
            answer = json.loads(await socket.recv())
            await socket.send('{"jsonrpc":"2.0","id":2,"method":"shutdown"}')
            farewell = json.loads(await socket.recv())
    finally:
        await ended(process)

    assert answer["result"]["serverInfo"]["name"] == "devmentor"
    assert farewell == {"jsonrpc": "2.0", "id": 2, "result": None}


async def test_a_page_of_a_web_site_cannot_dial_the_server() -> None:
    process, address = await listening("--ws")
    try:
        with pytest.raises(InvalidStatus):
            async with connect(f"ws://{address}", origin="https://evil.example"):  # pyright: ignore[reportArgumentType] - a plain string is an Origin
                pass
    finally:
        await ended(process)


async def test_a_child_or_a_print_cannot_reach_the_protocol(tmp_path: Path) -> None:
    script = tmp_path / "noisy.py"
    script.write_text(
        "import asyncio, os, subprocess\n"
        "from devmentor_server.transports import Stdio\n"
        "async def main():\n"
        "    transport = Stdio()\n"
        "    print('noise', flush=True)\n"
        "    subprocess.run(['cat'])\n"
        "    transport.send(await transport.receive() or b'')\n"
        "    await transport.close()\n"
        "asyncio.run(main())\n"
    )
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(script)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate(frame(b'{"a": 1}'))

    assert out == frame(b'{"a": 1}')


async def test_a_client_that_no_longer_reads_does_not_keep_the_server_alive(
    editor: Editor,
) -> None:
    await editor.initialize()
    assert editor.process.stdin
    editor.process.stdin.close()

    assert await asyncio.wait_for(editor.process.wait(), 30) == 1
