"""Vectors from any endpoint that speaks OpenAI's `/embeddings`."""

import math
from collections.abc import Sequence
from typing import Final

import httpx2
from pydantic import BaseModel, SecretStr, ValidationError

from devmentor_cloud.stores.embeddings.embedder import EmbeddingFailed, Vector

_BATCH: Final = 64
_SECONDS: Final = 30.0


class _Item(BaseModel):
    index: int
    embedding: Vector


class _Reply(BaseModel):
    data: list[_Item]


class EmbeddingEndpoint:
    """Asks an endpoint; `url` ends where `/embeddings` begins."""

    def __init__(
        self,
        url: str,
        model: str,
        key: SecretStr | None = None,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self._model = model
        self._dimensions: int | None = None
        headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
        self._client = httpx2.AsyncClient(
            base_url=url.rstrip("/") + "/", headers=headers, timeout=_SECONDS, transport=transport
        )

    @property
    def model(self) -> str:
        """The endpoint's own name of the model."""
        return self._model

    async def dimensions(self) -> int:
        """How long its vectors are; asked once, by embedding a word."""
        if self._dimensions is None:
            self._dimensions = len((await self.embed(["dimensions"]))[0])
        return self._dimensions

    async def embed(self, texts: Sequence[str]) -> list[Vector]:
        """One vector for each text. Raises `EmbeddingFailed`."""
        vectors: list[Vector] = []
        for start in range(0, len(texts), _BATCH):
            vectors += await self._ask(list(texts[start : start + _BATCH]))
        return vectors

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _ask(self, texts: list[str]) -> list[Vector]:
        body = {"model": self._model, "input": texts, "encoding_format": "float"}
        try:
            response = await self._client.post("embeddings", json=body)
            response.raise_for_status()
            reply = _Reply.model_validate_json(response.content)
        except httpx2.HTTPStatusError as error:
            status = error.response.status_code
            raise EmbeddingFailed(f"{self._host} answered with HTTP {status}.") from None
        except (httpx2.HTTPError, ValidationError) as error:
            raise EmbeddingFailed(
                f"{self._host} gave no vectors: {type(error).__name__}."
            ) from None
        items = sorted(reply.data, key=lambda item: item.index)
        if [item.index for item in items] != list(range(len(texts))):
            raise EmbeddingFailed(f"{self._host} gave {len(items)} vectors for {len(texts)} texts.")
        return [_unit(item.embedding) for item in items]

    @property
    def _host(self) -> str:
        return f"The embedding endpoint {self._client.base_url.host}"


def _unit(vector: Vector) -> Vector:
    length = math.hypot(*vector)
    return [value / length for value in vector] if length else vector
