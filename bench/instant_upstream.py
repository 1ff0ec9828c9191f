"""An OpenAI-compatible upstream that answers at once: what is left of a wait is the gateway's.

`python -m bench.instant_upstream` prints its URL and serves until its standard input ends.
"""

import asyncio
import json
import sys
from typing import Any

_WORDS = 16


def _chunk(delta: dict[str, Any], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    body = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "instant"}
    event = f"data: {json.dumps(body | {'choices': [choice]})}\n\n".encode()
    return f"{len(event):x}\r\n".encode() + event + b"\r\n"


_DONE = b"data: [DONE]\n\n"
_STREAM = b"".join(
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n",
        _chunk({"role": "assistant", "content": ""}),
        *[_chunk({"content": "word "}) for _ in range(_WORDS)],
        _chunk({}, "stop"),
        f"{len(_DONE):x}\r\n".encode() + _DONE + b"\r\n0\r\n\r\n",
    ]
)
_MESSAGE = {"role": "assistant", "content": "word " * _WORDS}
_BODY = json.dumps(
    {
        "id": "c",
        "object": "chat.completion",
        "created": 1,
        "model": "instant",
        "choices": [{"index": 0, "message": _MESSAGE, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 5, "completion_tokens": _WORDS, "total_tokens": 5 + _WORDS},
    }
).encode()
_HEAD = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(_BODY)}\r\n\r\n"
_WHOLE = _HEAD.encode() + _BODY


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = head.partition(b"content-length:")[2].split(b"\r\n")[0]
            body = json.loads(await reader.readexactly(int(length or 0)) or b"{}")
            writer.write(_STREAM if body.get("stream") else _WHOLE)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def main() -> None:
    """Serve until standard input ends."""
    server = await asyncio.start_server(_serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print(f"http://127.0.0.1:{port}/v1", flush=True)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
