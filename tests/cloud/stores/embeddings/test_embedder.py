"""Both kinds of embedder are what the rest of the tier expects of one."""

from devmentor_cloud.stores.embeddings.embedder import Embedder
from devmentor_cloud.stores.embeddings.endpoint import EmbeddingEndpoint
from devmentor_cloud.stores.embeddings.minilm import MiniLm


async def test_every_embedder_names_its_model() -> None:
    embedders: list[Embedder] = [MiniLm(), EmbeddingEndpoint("http://models.test/v1", "small")]

    assert [embedder.model for embedder in embedders] == ["all-MiniLM-L6-v2-int8", "small"]
    for embedder in embedders:
        await embedder.close()
