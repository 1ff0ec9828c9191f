"""Start the language server: on stdio, or listening on TCP or WebSocket."""

import argparse
import asyncio
import contextlib
import re
import signal
import sys
from collections.abc import Coroutine, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from devmentor_server.collector import postpone
from devmentor_server.logs import log_to_stderr
from devmentor_server.session import serve_client
from devmentor_server.transports import Stdio, Tcp, WebSocket

if TYPE_CHECKING:
    from websockets.asyncio.server import ServerConnection

_LOCAL_ORIGIN = re.compile(r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?")
_SWITCH_SECONDS = 0.001
"""Work in a thread lets go of the interpreter after this time, for the event loop to go on."""

_MAX_WEBSOCKET_BYTES = 64 * 1024 * 1024


def main(argv: Sequence[str] | None = None) -> int:
    """Run until the client leaves (stdio) or until interrupted (TCP, WebSocket)."""
    options = _parser().parse_args(argv)
    log_to_stderr()
    postpone()
    sys.setswitchinterval(_SWITCH_SECONDS)
    if options.tcp:
        return _run(_listen_tcp(*options.tcp))
    if options.ws:
        return _run(_listen_websocket(*options.ws))
    return _run(_stdio())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="devmentor lsp", description="The DevMentor language server."
    )
    about = f"devmentor {version('devmentor')}"
    parser.add_argument("--version", action="version", version=about)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--stdio", action="store_true", help="speak on stdin and stdout (default)")
    where.add_argument("--tcp", metavar="HOST:PORT", type=_address, help="listen on TCP")
    where.add_argument("--ws", metavar="HOST:PORT", type=_address, help="listen on WebSocket")
    return parser


def _address(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdecimal() or int(port) > 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is not HOST:PORT, for example 127.0.0.1:2087")
    return host.strip("[]") or "127.0.0.1", int(port)


def _run(serving: Coroutine[Any, Any, int]) -> int:
    try:
        return asyncio.run(_until_terminated(serving))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 130


async def _until_terminated(serving: Coroutine[Any, Any, int]) -> int:
    """Let SIGTERM end the server as an interrupt does, so that no engine is left behind."""
    task = asyncio.current_task()
    with contextlib.suppress(NotImplementedError):  # Windows has no such signals
        asyncio.get_running_loop().add_signal_handler(
            signal.SIGTERM, lambda: task.cancel() if task else None
        )
    return await serving


async def _stdio() -> int:
    return await serve_client(Stdio(), alone=True)


async def _listen_tcp(host: str, port: int) -> int:
    clients: set[asyncio.Task[int]] = set()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        client = asyncio.create_task(serve_client(Tcp(reader, writer)))
        clients.add(client)
        client.add_done_callback(clients.discard)

    try:
        server = await asyncio.start_server(connected, host, port)
    except OSError as error:
        return _cannot_listen(host, port, error)
    async with server:
        _announce("tcp", server.sockets[0].getsockname())
        try:
            await server.serve_forever()
        finally:  # each session stops its engines itself, in its own order
            for client in clients:
                client.cancel()
            await asyncio.gather(*clients, return_exceptions=True)
    return 0


async def _listen_websocket(host: str, port: int) -> int:
    from websockets.asyncio.server import serve

    async def connected(socket: "ServerConnection") -> None:
        await serve_client(WebSocket(socket))

    try:
        # A page of any web site may dial this machine: only local pages and programs are let in.
        server = await serve(
            connected, host, port, origins=[None, _LOCAL_ORIGIN], max_size=_MAX_WEBSOCKET_BYTES
        )
    except OSError as error:
        return _cannot_listen(host, port, error)
    async with server:
        _announce("ws", next(iter(server.sockets)).getsockname())
        await server.serve_forever()
    return 0


def _announce(scheme: str, address: tuple[Any, ...]) -> None:
    print(f"Listening on {scheme}://{address[0]}:{address[1]}", file=sys.stderr, flush=True)


def _cannot_listen(host: str, port: int, error: OSError) -> int:
    reason = error.strerror or str(error)
    print(f"Cannot listen on {host}:{port}: {reason}. Choose another port.", file=sys.stderr)
    return 1
