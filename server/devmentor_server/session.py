"""One client from its first message to its last."""

import asyncio
import contextlib
import logging
from collections.abc import Generator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from devmentor_server.client import Client
from devmentor_server.ending import end_soon
from devmentor_server.greeting import greet
from devmentor_server.kept_code import import_with_kept_code
from devmentor_server.settings import read_settings
from devmentor_server.transports import Transport

if TYPE_CHECKING:
    from devmentor_analyzers.workspace import Workspace
    from devmentor_server.first_look import FirstLook
    from devmentor_server.server import DevMentorServer

_log = logging.getLogger(__name__)
_WATCH_SECONDS = 3.0
_SERVER = "devmentor_server.server"


async def serve_client(transport: Transport, *, alone: bool = False) -> int:
    """Serve one client until it leaves; return the exit code LSP asks for.

    `alone`: this process is for this client only, and ends with it, soon. It also ends when the
    process that started it is gone, even if something keeps its end of the pipe open.
    """
    try:
        client = await greet(transport)
        if client is None:
            return 1
        analysis, look = _analysis(client, transport)
        server, heard = await _server(client, transport, analysis, look)
        serving = asyncio.ensure_future(_serve(server, heard))
        watching = asyncio.ensure_future(_gone(client.process_id if alone else None))
        growing = asyncio.ensure_future(server.memory_limit.exceeded())
        tasks = (serving, watching, growing)
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            code = 1 if server.exit_code is None else server.exit_code
            if alone:
                end_soon(code)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await server.close()
        return code
    finally:
        await transport.close()


def _analysis(client: Client, transport: Transport) -> "tuple[Workspace, FirstLook]":
    """Import the analyzers (0.2 s) while the client reads its answer: nothing else is to be done."""
    from devmentor_server.analysis import new_workspace
    from devmentor_server.first_look import FirstLook

    analysis = new_workspace(client.folders, read_settings(client.settings))
    return analysis, FirstLook(client, transport, analysis)


async def _server(
    client: Client, transport: Transport, analysis: "Workspace", look: "FirstLook"
) -> "tuple[DevMentorServer, list[bytes | str]]":
    """Import LSP's types (0.4 s) now that the client has its answer, and start the engines.

    Also returns what the client has sent meanwhile.
    """
    try:
        analysis.start_first()
        heard = await look.listen(lambda: asyncio.to_thread(import_with_kept_code, _SERVER))
        await analysis.start()
    except BaseException:
        await analysis.close()
        raise
    module = import_module(_SERVER)
    server = module.DevMentorServer(client, transport, analysis, look.early)
    for everything in look.late:
        server.publisher.pull_again_after(everything)
    return server, heard


async def _serve(server: "DevMentorServer", heard: Sequence[bytes | str]) -> None:
    with _client_log(server):
        server.spawn(server.collector.run())
        for body in heard:
            _take(server, body)
        while server.exit_code is None and (body := await server.transport.receive()) is not None:
            _take(server, body)


def _take(server: "DevMentorServer", body: bytes | str) -> None:
    server.collector.heard()
    try:
        server.protocol.receive(body)
    except Exception:  # noqa: BLE001 - the server's door: no message may end a session
        _log.exception("a message could not be handled")


async def _gone(process: int | None) -> None:
    """Wait until a process has ended; one that was never visible here is not waited for."""
    from psutil import pid_exists

    if process is None or not pid_exists(process):
        await asyncio.Event().wait()
    while process is not None and pid_exists(process):
        await asyncio.sleep(_WATCH_SECONDS)


@contextlib.contextmanager
def _client_log(server: "DevMentorServer") -> Generator[None]:
    from lsprotocol import types

    from devmentor_server.logs import ClientLog

    def send(level: int, line: str) -> None:
        kind = types.MessageType.Error if level >= logging.ERROR else types.MessageType.Warning
        server.window_log_message(types.LogMessageParams(kind, line))

    handler = ClientLog(send)
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
