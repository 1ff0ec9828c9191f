"""A provider's stream as server-sent events, the way OpenAI writes them."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from devmentor_cloud.gateway.providers.failures import ProviderFailed
from devmentor_cloud.gateway.providers.reply import Json, Reply

_DONE = b"data: [DONE]\n\n"


class EventStream(StreamingResponse):
    """Streams a reply and closes it however the response ends: done, failed, or nobody there."""

    def __init__(self, reply: Reply, close: Callable[[], Awaitable[None]]) -> None:
        super().__init__(
            events(reply),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"},
        )
        self._close = close

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self._close()


async def events(reply: Reply) -> AsyncIterator[bytes]:
    """Each chunk as an event. A failure in the middle is an `error` event and no `[DONE]`."""
    try:
        async for chunk in reply:
            yield _event(chunk)
    except ProviderFailed as failed:
        problem = {"message": failed.message, "type": "provider_failed", "code": failed.status}
        yield _event({"error": problem})
    else:
        yield _DONE


def _event(data: Json) -> bytes:
    return f"data: {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}\n\n".encode()
