"""How messages reach a client: stdio, TCP or WebSocket, one interface."""

import asyncio
import contextlib
import os
import queue
import sys
import threading
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from devmentor_server.framing import Framer, Malformed, frame
from devmentor_server.incoming import PARSE_ERROR, refusal

if TYPE_CHECKING:
    from websockets.asyncio.server import ServerConnection

_CHUNK_BYTES = 1 << 18
_FLUSH_SECONDS = 2.0


class Transport(Protocol):
    """Whole messages in both directions. Sending never blocks and never fails: a client that is
    gone is noticed by `receive`."""

    async def receive(self) -> bytes | str | None:
        """Wait for one message; None when the client is gone."""
        ...

    def send(self, body: bytes) -> None:
        """Queue one message."""
        ...

    async def close(self) -> None:
        """Write what is queued, then close."""
        ...


class Stdio:
    """Standard input and output, kept out of everybody else's reach.

    The two descriptors are moved away: a stray `print` goes to stderr and a child process finds an
    empty stdin, so neither can break the protocol. Reading and writing have a thread each, because
    pipes block and the event loop must not.
    """

    def __init__(self) -> None:
        sys.stdout.flush()
        self._in, self._out = os.dup(0), os.dup(1)
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.close(null)
        os.dup2(2, 1)
        self._framer = Framer()
        self._arrived: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._leaving: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._read, name="stdin", daemon=True).start()
        self._writer = threading.Thread(target=self._write, name="stdout", daemon=True)
        self._writer.start()

    async def receive(self) -> bytes | None:
        """Wait for one message; rubbish between messages is answered and skipped."""
        while (body := _next(self._framer, self.send)) is None:
            data = await self._arrived.get()
            if data is None:
                self._arrived.put_nowait(None)  # who asks again is told again
                return None
            self._framer.feed(data)
        return body

    def send(self, body: bytes) -> None:
        """Queue one message for the writing thread."""
        self._leaving.put(frame(body))

    async def close(self) -> None:
        """Write what is queued, unless the client no longer reads."""
        self._leaving.put(None)
        await asyncio.to_thread(self._writer.join, _FLUSH_SECONDS)

    def _read(self) -> None:
        data = b"start"
        while data:
            try:
                data = os.read(self._in, _CHUNK_BYTES)
            except OSError:
                data = b""
            with contextlib.suppress(RuntimeError):  # the loop has closed: nobody listens any more
                self._loop.call_soon_threadsafe(self._arrived.put_nowait, data or None)

    def _write(self) -> None:
        while (data := self._leaving.get()) is not None:
            view = memoryview(data)
            try:
                while view:
                    view = view[os.write(self._out, view) :]
            except OSError:  # the client has closed its end: its input ends too
                with contextlib.suppress(RuntimeError):
                    self._loop.call_soon_threadsafe(self._arrived.put_nowait, None)
                return


class Tcp:
    """One TCP connection."""

    def __init__(self, reader: StreamReader, writer: StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._framer = Framer()

    async def receive(self) -> bytes | None:
        """Wait for one message; rubbish between messages is answered and skipped."""
        while (body := _next(self._framer, self.send)) is None:
            try:
                data = await self._reader.read(_CHUNK_BYTES)
            except OSError:
                return None
            if not data:
                return None
            self._framer.feed(data)
        return body

    def send(self, body: bytes) -> None:
        """Queue one message in the socket's buffer."""
        if not self._writer.is_closing():
            self._writer.write(frame(body))

    async def close(self) -> None:
        """Close the socket."""
        self._writer.close()
        with contextlib.suppress(OSError, TimeoutError):
            await asyncio.wait_for(self._writer.wait_closed(), _FLUSH_SECONDS)


class WebSocket:
    """One WebSocket connection: a message a frame, without headers."""

    def __init__(self, socket: "ServerConnection") -> None:
        self._socket = socket
        self._leaving: asyncio.Queue[bytes] = asyncio.Queue()
        self._writer = asyncio.create_task(self._write())

    async def receive(self) -> bytes | str | None:
        """Wait for one frame."""
        from websockets.exceptions import ConnectionClosed

        try:
            return await self._socket.recv()
        except ConnectionClosed:
            return None

    def send(self, body: bytes) -> None:
        """Queue one frame."""
        self._leaving.put_nowait(body)

    async def close(self) -> None:
        """Write what is queued, then close."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._leaving.join(), _FLUSH_SECONDS)
        self._writer.cancel()
        await self._socket.close()

    async def _write(self) -> None:
        from websockets.exceptions import ConnectionClosed

        while True:
            body = await self._leaving.get()
            with contextlib.suppress(ConnectionClosed):
                await self._socket.send(body.decode())
            self._leaving.task_done()


def _next(framer: Framer, send: Callable[[bytes], None]) -> bytes | None:
    while True:
        try:
            return framer.next()
        except Malformed as error:
            send(refusal(None, PARSE_ERROR, str(error)))
