"""Model servers that run on this machine: Ollama, LM Studio, llama.cpp."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import httpx2

from devmentor_cloud.gateway.providers.endpoint import Endpoint

_SECONDS = 0.4  # loopback answers in a few milliseconds; start-up must not wait for an odd service
_WINDOW = 4_096  # what Ollama gives a model unless told; past it the prompt is cut without a word
_UNFIT = ("embed", "rerank", "whisper", "tts", "clip")  # models that do not chat


@dataclass(frozen=True, slots=True)
class Candidate:
    """A program that may be listening on loopback."""

    name: str
    port: int


KNOWN = (Candidate("Ollama", 11434), Candidate("LM Studio", 1234), Candidate("llama.cpp", 8080))


async def detect(candidates: Sequence[Candidate] = KNOWN) -> Endpoint | None:
    """Return the first candidate that offers a chat model, in the order given."""
    async with httpx2.AsyncClient(timeout=_SECONDS, trust_env=False) as client:
        found = await asyncio.gather(*(_ask(client, candidate) for candidate in candidates))
    return next((endpoint for endpoint in found if endpoint), None)


async def _ask(client: httpx2.AsyncClient, candidate: Candidate) -> Endpoint | None:
    url = f"http://127.0.0.1:{candidate.port}/v1"
    try:
        async with asyncio.timeout(_SECONDS):
            response = await client.get(f"{url}/models")
        offered = _chat_models(response.json()) if response.is_success else []
    except (httpx2.HTTPError, TimeoutError, ValueError):
        return None  # nobody there, or somebody else
    if not offered:
        return None
    return Endpoint(
        candidate.name, url, offered[0], window_tokens=_WINDOW, answer_tokens=_WINDOW // 4
    )


def _chat_models(body: Any) -> list[str]:
    data = cast(dict[str, Any], body).get("data") if isinstance(body, dict) else None
    listed = cast(list[Any], data) if isinstance(data, list) else []
    names = [cast(dict[str, Any], one).get("id") for one in listed if isinstance(one, dict)]
    return [
        name
        for name in names
        if isinstance(name, str) and not any(word in name.lower() for word in _UNFIT)
    ]
