"""A streamed answer on its way: chunks, and what they said in the end."""

from collections.abc import AsyncIterator
from typing import Any, cast

import httpx2
import openai

from devmentor_cloud.gateway.providers import failures
from devmentor_cloud.gateway.providers.endpoint import Endpoint

Json = dict[str, Any]


class Reply:
    """An open stream whose first words have arrived. Iterate once, then close.

    Iterating raises `ProviderFailed` when the provider stops before it said that it was done.
    """

    def __init__(self, stream: openai.AsyncStream[object], endpoint: Endpoint) -> None:
        self._stream = stream
        self._endpoint = endpoint
        self._chunks = aiter(stream)
        self._waiting: list[Json] = []
        self.finish_reason: str | None = None
        self.usage: Json = {}

    async def first(self) -> None:
        """Wait until something was said. Raises `ProviderFailed` when nothing ever is."""
        async for chunk in self._parsed():
            self._waiting.append(chunk)
            if speaks(chunk):
                return
        raise failures.nothing(self._endpoint)

    async def __aiter__(self) -> AsyncIterator[Json]:
        for chunk in self._waiting:
            yield chunk
        async for chunk in self._parsed():
            yield chunk
        if self.finish_reason is None:
            raise failures.cut_off(self._endpoint)

    async def close(self) -> None:
        """Close the socket of an unfinished answer, which is what stops the provider."""
        await self._stream.close()

    async def _parsed(self) -> AsyncIterator[Json]:
        try:
            async for chunk in self._chunks:
                if not isinstance(chunk, dict):
                    raise failures.garbled(self._endpoint)
                self._note(cast(Json, chunk))
                yield cast(Json, chunk)
        except (openai.APIError, httpx2.HTTPError, ValueError) as error:
            if isinstance(error, openai.APIConnectionError | httpx2.HTTPError) and self._waiting:
                raise failures.cut_off(self._endpoint) from error
            raise failures.translate(error, self._endpoint) from error

    def _note(self, chunk: Json) -> None:
        if isinstance(usage := chunk.get("usage"), dict):
            self.usage = cast(Json, usage)
        for choice in choices(chunk):
            if isinstance(reason := choice.get("finish_reason"), str):
                self.finish_reason = reason


def choices(chunk: Json) -> list[Json]:
    """The choices of a chunk or completion; none when it has no such list."""
    listed = chunk.get("choices")
    if not isinstance(listed, list):
        return []
    return [cast(Json, one) for one in cast(list[object], listed) if isinstance(one, dict)]


def text_of(chunk: Json) -> str:
    """The words of the first choice of a chunk."""
    for choice in choices(chunk):
        delta = choice.get("delta")
        content = cast(Json, delta).get("content") if isinstance(delta, dict) else None
        return content if isinstance(content, str) else ""
    return ""


def speaks(chunk: Json) -> bool:
    """Whether a chunk holds more than the announcement that the assistant will speak."""
    for choice in choices(chunk):
        if choice.get("finish_reason") is not None:
            return True
        delta = choice.get("delta")
        fields = cast(Json, delta) if isinstance(delta, dict) else {}
        if any(value for name, value in fields.items() if name != "role"):
            return True
    return False
