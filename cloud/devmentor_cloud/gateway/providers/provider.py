"""A provider: chat with one OpenAI-compatible endpoint, cancellable up to its socket."""

import asyncio
import contextlib
import importlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import TypeVar, cast

import httpx2
import openai
import stamina

from devmentor_cloud.gateway.providers import failures
from devmentor_cloud.gateway.providers.endpoint import Endpoint
from devmentor_cloud.gateway.providers.failures import ProviderFailed
from devmentor_cloud.gateway.providers.reply import Json, Reply, choices

# `openai` looks into whatever module is called "httpx", and fails on one that another thread (the
# vector store's client) has imported by half: have it whole before there are threads.
with contextlib.suppress(ModuleNotFoundError):
    importlib.import_module("httpx")

_PATH = "/chat/completions"
_CONNECT_SECONDS = 5.0
_RETRYING = stamina.AsyncRetryingCaller(
    attempts=3, timeout=None, wait_initial=0.2, wait_max=2.0, wait_jitter=0.2
)

Answer = TypeVar("Answer")


class Provider:
    """One endpoint and its connections. `answer_seconds` bounds an answer that is not streamed."""

    def __init__(self, endpoint: Endpoint, *, answer_seconds: float = 120.0) -> None:
        self.endpoint = endpoint
        self._answer_seconds = answer_seconds
        timeout = httpx2.Timeout(endpoint.first_token_seconds, connect=_CONNECT_SECONDS)
        self._client = openai.AsyncOpenAI(
            base_url=endpoint.url,
            api_key=endpoint.key.get_secret_value() if endpoint.key else "none",
            max_retries=0,  # retried here, and only before the first token
            timeout=timeout,
            # A proxy from the environment must not come between us and this machine.
            http_client=httpx2.AsyncClient(timeout=timeout, trust_env=not endpoint.loopback),
        )

    async def close(self) -> None:
        """Close every connection."""
        await self._client.close()

    @contextlib.asynccontextmanager
    async def stream(self, body: Json) -> AsyncGenerator[Reply]:
        """Ask and stream. Leaving the block closes the provider's socket of an unfinished answer.

        Raises `ProviderFailed` when no first token came, after retries.
        """
        body = body | {"stream": True}
        reply = await self._persist(self._begin, body, self.endpoint.first_token_seconds)
        try:
            yield reply
        finally:
            await reply.close()

    async def complete(self, body: Json) -> Json:
        """Ask and wait for the whole answer. Raises `ProviderFailed`."""
        return await self._persist(self._whole, body | {"stream": False}, self._answer_seconds)

    async def models(self) -> list[Json]:
        """What the endpoint offers. Raises `ProviderFailed`."""
        try:
            listed = await self._client.get("/models", cast_to=object)
        except (openai.APIError, ValueError) as error:
            raise failures.translate(error, self.endpoint) from error
        data = cast(Json, listed).get("data") if isinstance(listed, dict) else None
        if not isinstance(data, list):
            raise failures.garbled(self.endpoint)
        return [cast(Json, one) for one in cast(list[object], data) if isinstance(one, dict)]

    async def _persist(
        self, ask: Callable[[Json], Awaitable[Answer]], body: Json, seconds: float
    ) -> Answer:
        try:
            async with asyncio.timeout(seconds):
                return await _RETRYING(_retryable, ask, body)
        except TimeoutError:
            raise failures.late(self.endpoint, seconds) from None

    async def _begin(self, body: Json) -> Reply:
        try:
            stream = await self._client.post(
                _PATH,
                body=body,
                cast_to=object,  # plain JSON: fields we do not know pass through
                stream=True,
                stream_cls=openai.AsyncStream[object],
            )
        except (openai.APIError, ValueError) as error:
            raise failures.translate(error, self.endpoint) from error
        reply = Reply(stream, self.endpoint)
        try:
            await reply.first()
        except BaseException:  # a cancelled question included: its socket must not stay open
            await reply.close()
            raise
        return reply

    async def _whole(self, body: Json) -> Json:
        try:
            answer = await self._client.post(
                _PATH, body=body, cast_to=object, options={"timeout": self._answer_seconds}
            )
        except (openai.APIError, ValueError) as error:
            raise failures.translate(error, self.endpoint) from error
        if not isinstance(answer, dict):
            raise failures.garbled(self.endpoint)
        if not choices(cast(Json, answer)):
            raise failures.nothing(self.endpoint)
        return cast(Json, answer)


def _retryable(error: Exception) -> bool:
    return isinstance(error, ProviderFailed) and error.retryable
