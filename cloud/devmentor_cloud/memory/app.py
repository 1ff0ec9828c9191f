"""The memory service, port 3003."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI

from devmentor_cloud.config import Settings
from devmentor_cloud.http.service_app import service_app
from devmentor_cloud.memory.endpoints import router
from devmentor_cloud.memory.vector_index import VectorIndex
from devmentor_cloud.resources import Resources
from devmentor_cloud.stores.embeddings.embedder import Embedder
from devmentor_cloud.stores.embeddings.endpoint import EmbeddingEndpoint
from devmentor_cloud.stores.embeddings.minilm import MiniLm

if TYPE_CHECKING:
    from devmentor_cloud.stores.vectors import VectorStore


def create_app(resources: Resources, *, patience: float = 0.4) -> FastAPI:
    """Make the app. Its life writes the vectors that are missing.

    `patience` is how many seconds a recall waits for vectors.
    """

    def open_store(collection: str) -> "VectorStore":
        from devmentor_cloud.stores.vectors import VectorStore, vector_client

        client = vector_client(resources.qdrant_url, resources.qdrant_key)
        return VectorStore(client, collection)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        index = VectorIndex(resources.database, embedder(resources.settings), open_store, patience)
        app.state.vector_index = index
        index.start()
        try:
            yield
        finally:
            await index.close()

    app = service_app(resources, "memory", "What developers and teams want remembered.")
    app.router.lifespan_context = lifespan
    app.include_router(router)
    return app


def embedder(settings: Settings) -> Embedder:
    """The endpoint that the settings name, or the model on this machine."""
    if settings.embeddings_url is None:
        return MiniLm()
    return EmbeddingEndpoint(
        settings.embeddings_url, settings.embeddings_model, settings.embeddings_key
    )
