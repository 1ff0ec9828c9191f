"""What turns texts into vectors, whoever computes them."""

from collections.abc import Sequence
from typing import Protocol

Vector = list[float]


class EmbeddingFailed(Exception):
    """No vectors can be had; the message says why and what to do."""


class Embedder(Protocol):
    """Computes vectors of unit length. Vectors of two `model`s cannot be compared."""

    @property
    def model(self) -> str:
        """The name that its vectors are kept under."""
        ...

    async def dimensions(self) -> int:
        """How long its vectors are. Raises `EmbeddingFailed`."""
        ...

    async def embed(self, texts: Sequence[str]) -> list[Vector]:
        """One vector for each text, in their order. Raises `EmbeddingFailed`."""
        ...

    async def close(self) -> None:
        """Let go of the model or the connection."""
        ...
