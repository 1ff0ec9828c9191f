"""The vector store by URL, through Qdrant's own client.

Importing this module takes a second or two: whoever starts a service imports it in a thread.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import httpx
from pydantic import SecretStr
from qdrant_client import AsyncQdrantClient, models
from qdrant_client.common.client_exceptions import QdrantException
from qdrant_client.http.exceptions import ApiException, ResponseHandlingException

from devmentor_cloud.stores.embeddings.embedder import Vector
from devmentor_cloud.stores.vector_values import Embedded, Near, VectorsUnavailable

_VECTOR: Final = "dense"
_SECONDS: Final = 5
_REPLICAS: Final = 2
_TENANT: Final = "organization_id"
_FAILURES: Final = (ApiException, QdrantException, httpx.HTTPError)


@dataclass(slots=True)
class VectorStore:
    """One collection. An organization's vectors share a shard where there is a cluster."""

    client: AsyncQdrantClient
    collection: str
    _sharded: bool = False
    _shard_keys: set[str] = field(default_factory=set[str])

    async def ensure(self, dimensions: int, fields: Sequence[str]) -> bool:
        """Make the collection where there is none; tell whether it was made now."""
        try:
            self._sharded = await self._is_cluster()
            if await self.client.collection_exists(self.collection):
                return False
            await self._create(dimensions)
            for name in fields:
                index = models.KeywordIndexParams(
                    type=models.KeywordIndexType.KEYWORD, is_tenant=name == _TENANT
                )
                await self.client.create_payload_index(self.collection, name, index)
        except _FAILURES as error:
            raise _unavailable(error) from error
        return True

    async def upsert(self, organization_id: str, texts: Sequence[Embedded]) -> None:
        """Keep an organization's vectors."""
        points = [
            models.PointStruct(id=one.id, vector={_VECTOR: one.vector}, payload=one.payload)
            for one in texts
        ]
        try:
            await self._make_shard(organization_id)
            await self.client.upsert(
                self.collection, points, shard_key_selector=self._shard(organization_id)
            )
        except _FAILURES as error:
            raise _unavailable(error) from error

    async def delete(self, organization_id: str, ids: Sequence[str]) -> None:
        """Forget an organization's vectors."""
        try:
            await self._make_shard(organization_id)
            await self.client.delete(
                self.collection,
                models.PointIdsList(points=list(ids)),
                shard_key_selector=self._shard(organization_id),
            )
        except _FAILURES as error:
            raise _unavailable(error) from error

    async def search(
        self,
        organization_id: str,
        vector: Vector,
        one_of: Mapping[str, Sequence[str]],
        limit: int,
    ) -> list[Near]:
        """An organization's nearest texts whose fields have one of the values given."""
        conditions: list[models.Condition] = [
            models.FieldCondition(key=name, match=models.MatchAny(any=list(values)))
            for name, values in {_TENANT: [organization_id], **one_of}.items()
        ]
        try:
            await self._make_shard(organization_id)
            found = await self.client.query_points(
                self.collection,
                vector,
                using=_VECTOR,
                query_filter=models.Filter(must=conditions),
                limit=limit,
                with_payload=False,
                shard_key_selector=self._shard(organization_id),
            )
        except _FAILURES as error:
            raise _unavailable(error) from error
        return [Near(str(point.id).replace("-", ""), point.score) for point in found.points]

    async def close(self) -> None:
        """Close the connections."""
        await self.client.close()

    async def _create(self, dimensions: int) -> None:
        params = models.VectorParams(size=dimensions, distance=models.Distance.COSINE)
        options: dict[str, Any] = {}
        if self._sharded:
            sharding = models.ShardingMethod.CUSTOM
            options = {"sharding_method": sharding, "replication_factor": _REPLICAS}
        await self.client.create_collection(
            self.collection, vectors_config={_VECTOR: params}, **options
        )

    async def _is_cluster(self) -> bool:
        """Ask the server; one that does not know the question is none."""
        try:
            status = await self.client.cluster_status()
        except ApiException as error:
            if getattr(error, "status_code", None) == 404:
                return False
            raise
        return status.status == "enabled"

    async def _make_shard(self, organization_id: str) -> None:
        if not self._sharded or organization_id in self._shard_keys:
            return
        known = await self.client.list_shard_keys(self.collection)
        self._shard_keys = {str(one.key) for one in known.shard_keys or ()}
        if organization_id not in self._shard_keys:
            await self.client.create_shard_key(self.collection, organization_id)
            self._shard_keys.add(organization_id)

    def _shard(self, organization_id: str) -> str | None:
        return organization_id if self._sharded else None


def vector_client(
    url: str, key: SecretStr | None, transport: httpx.AsyncBaseTransport | None = None
) -> AsyncQdrantClient:
    """Qdrant's client. The version check is left out: it would block the loop on a request."""
    headers = {"api-key": key.get_secret_value()} if key else {}
    options: dict[str, Any] = {"transport": transport} if transport else {}
    return AsyncQdrantClient(
        url=url, headers=headers, timeout=_SECONDS, check_compatibility=False, **options
    )


def _unavailable(error: Exception) -> VectorsUnavailable:
    """Say what failed without the response, which may hold what was asked."""
    source = error.source if isinstance(error, ResponseHandlingException) else error
    status = getattr(source, "status_code", None)
    what = f"HTTP {status}" if status else type(source).__name__
    return VectorsUnavailable(f"The vector store failed ({what}).")
