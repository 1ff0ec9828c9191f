"""What goes into a vector store and comes out of it; light to import, unlike the store's client."""

from dataclasses import dataclass

from devmentor_cloud.stores.embeddings.embedder import Vector

Payload = dict[str, str]


class VectorsUnavailable(Exception):
    """The vector store did not do what was asked; whoever asked goes on without it."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """A text's vector and the fields it can be filtered by; `organization_id` is among them."""

    id: str
    vector: Vector
    payload: Payload


@dataclass(frozen=True, slots=True)
class Near:
    """A point and how similar it is: 1 is the same direction, 0 has nothing to do with it."""

    id: str
    similarity: float
