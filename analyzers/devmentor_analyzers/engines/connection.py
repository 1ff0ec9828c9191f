"""JSON-RPC over a child's stdio, as a client.

A thin client of our own: importing lsprotocol costs 390 ms and its models 10 µs a field, while an
engine is asked for a dozen methods whose answers are read once, where they enter (`reading`).
"""

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from devmentor_analyzers.engines.long_json import loads

Json = Any
"""What came out of `json.loads`; the readers of each answer check what they use."""

_MAX_MESSAGE = 256 * 2**20
_MAX_REASONABLE = 2**40
_IN_A_ROW = 16
"""Messages read before others on the event loop have a turn, however fast they come."""

_ID = re.compile(rb'"id"\s*:\s*(\d+)')
_HEAD_BYTES = 200
_MOST_HEADERS = 100
"""Lines before a message; some programs greet, few talk without end."""
FLOOD = "$/flood"
"""What `hear` is told, with the length, when a message was too long to be read."""

_CANCELLED = -32800
_MODIFIED = -32801


class EngineError(Exception):
    """The engine answered with an error, or not at all."""


class Superseded(EngineError):
    """The engine dropped the request because the document changed meanwhile."""


class Unanswered(EngineError):
    """The engine is not there, has ended, or hangs: later it may answer.

    `ended`: while it was being asked.
    """

    def __init__(self, message: str, *, ended: bool = False) -> None:
        super().__init__(message)
        self.ended = ended


class Connection:
    """One child's two pipes. Every request is answered, cancelled, or fails when the pipe closes."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        answer: Callable[[str, Json], Json],
        hear: Callable[[str, Json], None] = lambda _method, _params: None,
        max_message_bytes: int = _MAX_MESSAGE,
    ) -> None:
        """`answer` gives the result of a request that the engine makes of us.

        `hear` is told what it says unasked. A longer message is not read: to parse it would hold up
        everybody; whoever waits for it gets `EngineError`.
        """
        self._reader = reader
        self._writer = writer
        self._answer = answer
        self._hear = hear
        self._max_bytes = max_message_bytes
        self._ids = count(1)
        self._waiting: dict[int, asyncio.Future[Json]] = {}
        self.is_reading = False
        """Whether a message has arrived and is not read yet: the engine may wait to write the next."""

        self.ended = False
        """Whether the engine has closed its end."""

    async def request(self, method: str, params: Json, *, timeout: float) -> Json:
        """Ask and wait. A caller that is cancelled, or out of time, cancels in the engine too."""
        number = next(self._ids)
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        try:
            self._send({"id": number, "method": method, "params": params})
            async with asyncio.timeout(timeout):
                return await answer
        except (TimeoutError, asyncio.CancelledError):
            self.notify("$/cancelRequest", {"id": number})
            raise
        finally:
            self._waiting.pop(number, None)

    def notify(self, method: str, params: Json) -> None:
        """Tell, without an answer."""
        self._send({"method": method, "params": params})

    @property
    def unsent(self) -> int:
        """Bytes the engine has not taken yet: it grows when the engine hangs."""
        return self._writer.transport.get_write_buffer_size()

    async def read_forever(self) -> None:
        """Deliver what the engine says, until it closes its end or talks nonsense."""
        try:
            for number in count(1):
                if (body := await self._message()) is None:
                    break
                if body:
                    self.is_reading = True
                    message = await loads(body)
                    self.is_reading = False
                    self._deliver(message)
                if number % _IN_A_ROW == 0:  # what has arrived already is read without a pause
                    await asyncio.sleep(0)
        except (
            asyncio.IncompleteReadError,
            ConnectionError,
            ValueError,
            TypeError,
            AttributeError,
            RecursionError,
        ):
            pass  # a broken pipe or broken framing ends the connection as a closed one does
        finally:
            self.ended = True
            for answer in self._waiting.values():
                if not answer.done():
                    answer.set_exception(Unanswered("The engine went away.", ended=True))

    def close(self) -> None:
        """Close the engine's stdin, upon which it exits."""
        self._writer.close()

    async def _message(self) -> bytes | None:
        """The next message; empty when it is too long, None at the end."""
        length = await _length(self._reader)
        if length is None or length <= self._max_bytes:
            return None if length is None else await self._reader.readexactly(length)
        head = await self._reader.readexactly(_HEAD_BYTES)
        left = length - _HEAD_BYTES
        while left > 0:
            data = await self._reader.read(min(left, 1 << 20))
            if not data:
                return None
            left -= len(data)
        found = _ID.search(head)
        answer = self._waiting.get(int(found[1])) if found and b'"method"' not in head else None
        if answer is not None and not answer.done():
            answer.set_exception(EngineError(f"Its answer of {length / 1e6:.0f} MB is too long."))
        self._hear(FLOOD, length)
        return b""

    def _send(self, message: Mapping[str, Json]) -> None:
        if self._writer.is_closing():
            raise Unanswered("The engine is gone.")
        text = json.dumps({"jsonrpc": "2.0", **message}, separators=(",", ":"), ensure_ascii=False)
        body = text.encode("utf-8", "replace")  # a lone surrogate would end a strict reader
        self._writer.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def _deliver(self, message: Json) -> None:
        if "method" in message:
            if "id" in message:  # a request of the engine's: every one gets an answer
                result = self._answer(message["method"], message.get("params"))
                self._send({"id": message["id"], "result": result})
            else:
                self._hear(message["method"], message.get("params"))
            return
        answer = self._waiting.get(message.get("id", 0))
        if answer is None or answer.done():
            return
        error: Json = message.get("error")
        if error:
            dropped = error.get("code") in (_CANCELLED, _MODIFIED)
            kind = Superseded if dropped else EngineError
            answer.set_exception(kind(str(error.get("message"))))
        else:
            answer.set_result(message.get("result"))


async def _length(reader: asyncio.StreamReader) -> int | None:
    length = 0
    for _ in range(_MOST_HEADERS):
        if not (line := await reader.readline()):
            return None
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value)
        elif not line.strip():
            if not 0 < length <= _MAX_REASONABLE:
                break
            return length
    raise ValueError("no length, or one beyond all reason")
