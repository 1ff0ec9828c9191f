"""What goes wrong at a provider, in words for people and never with the key."""

from typing import Any, cast

import openai

from devmentor_cloud.gateway.providers.endpoint import Endpoint
from devmentor_protocol.errors import ErrorCode, RpcError

_QUOTED = 300  # characters of a provider's own message that are repeated


class ProviderFailed(RpcError):
    """A provider gave no answer, or only a part of one.

    `status` is what a REST client gets; `retryable` says that the same request may succeed soon.
    """

    def __init__(self, message: str, *, status: int = 503, retryable: bool = False) -> None:
        super().__init__(ErrorCode.PROVIDER_FAILED, message)
        self.status = status
        self.retryable = retryable


def late(endpoint: Endpoint, seconds: float) -> ProviderFailed:
    """No token came in time."""
    return ProviderFailed(
        f"{endpoint.name} ({endpoint.display}) began no answer within {seconds:g} s. "
        "Try again, ask with less context, or choose a faster model."
    )


def garbled(endpoint: Endpoint) -> ProviderFailed:
    """What came is no chat completion."""
    return ProviderFailed(
        f"{endpoint.name} at {endpoint.host} sent something that is no chat completion. "
        "Check that its URL is an OpenAI-compatible one (it usually ends in /v1).",
        retryable=True,
    )


def nothing(endpoint: Endpoint) -> ProviderFailed:
    """The stream ended before anything was said."""
    return ProviderFailed(
        f"{endpoint.name} ({endpoint.display}) returned an empty answer. "
        "Ask again, or choose another model.",
        retryable=True,
    )


def cut_off(endpoint: Endpoint) -> ProviderFailed:
    """The connection was lost in the middle of an answer."""
    return ProviderFailed(
        f"{endpoint.name} stopped in the middle of its answer (the connection was lost). Ask again."
    )


def translate(error: Exception, endpoint: Endpoint) -> ProviderFailed:
    """Say what an error of the `openai` client or its transport means to a person."""
    if isinstance(error, openai.APITimeoutError):
        return ProviderFailed(f"{endpoint.name} at {endpoint.host} fell silent. Try again.")
    if isinstance(error, openai.APIConnectionError):
        return ProviderFailed(
            f"{endpoint.name} at {endpoint.host} cannot be reached. Is it running?", retryable=True
        )
    if isinstance(error, openai.APIStatusError):
        return _refused(error, endpoint)
    if isinstance(error, openai.APIError):
        return ProviderFailed(f"{endpoint.name} reported an error: {_quote(error, endpoint)}")
    return garbled(endpoint)


def _refused(error: openai.APIStatusError, endpoint: Endpoint) -> ProviderFailed:
    status = error.status_code
    if status in (401, 403):  # the provider's own message may repeat a part of the key
        return ProviderFailed(
            f"{endpoint.name} refused our key. Check DEVMENTOR_PROVIDER_KEY and that the key "
            f"may use {endpoint.model}."
        )
    if status == 429:
        return ProviderFailed(
            f"{endpoint.name} limits how often it is asked. Wait a moment and try again.",
            status=429,
            retryable=True,
        )
    if status >= 500 or status in (408, 409):
        return ProviderFailed(
            f"{endpoint.name} failed (HTTP {status}). Try again later.", retryable=True
        )
    return ProviderFailed(
        f"{endpoint.name} rejected the request (HTTP {status}): {_quote(error, endpoint)}",
        status=400,
    )


def _quote(error: openai.APIError, endpoint: Endpoint) -> str:
    body: object = error.body
    said = cast(dict[str, Any], body).get("message") if isinstance(body, dict) else None
    text = said if isinstance(said, str) and said else error.message
    if endpoint.key is not None and (key := endpoint.key.get_secret_value()):
        text = text.replace(key, "[key]")
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "…"
