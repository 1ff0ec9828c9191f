"""One collection: one of the engine's shards, one writer at a time, any number of readers.

The engine keeps a write-ahead log, so that what it has taken survives a killed process at once; a
flush, which `settle` does, is what survives a power cut too.
"""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import qdrant_edge as engine

from devmentor_cloud.qdrant_edge import requests, translate
from devmentor_cloud.qdrant_edge.failures import engine_failed

_SHARD: Final = "shard"
_PARAMS: Final = "collection.json"
_OPTIMIZE_AFTER: Final = 5_000
"""Points written before the engine is asked to build its search graph anew."""

T = TypeVar("T")


def make_folder(folder: Path, vectors: dict[str, requests.VectorParams]) -> None:
    """Write an empty collection."""
    shard = folder / _SHARD
    shard.mkdir(parents=True)
    engine.EdgeShard.create(str(shard), translate.to_config(vectors)).close()
    written = {name: one.model_dump(include={"size", "distance"}) for name, one in vectors.items()}
    (folder / _PARAMS).write_text(json.dumps(written), encoding="utf-8")


class Collection:
    """Runs every call of the engine in a thread: it lets go of the interpreter's lock."""

    def __init__(self, folder: Path) -> None:
        written = json.loads((folder / _PARAMS).read_text(encoding="utf-8"))
        self.vectors = {
            str(name): requests.VectorParams.model_validate(one) for name, one in written.items()
        }
        self._shard = engine.EdgeShard.load(str(folder / _SHARD))
        self._writing = asyncio.Lock()
        self._unsettled = 0

    async def upsert(self, request: requests.Upsert) -> None:
        """Keep points, replacing those of the same id."""

        def operation() -> engine.UpdateOperation:
            points = [translate.to_point(point) for point in request.points]
            return engine.UpdateOperation.upsert_points(points)

        await self._write(operation, len(request.points))

    async def delete(self, request: requests.Delete) -> None:
        """Forget points."""

        def operation() -> engine.UpdateOperation:
            if request.points is not None:
                return engine.UpdateOperation.delete_points(list(request.points))
            chosen = translate.to_filter(request.filter) or engine.Filter()
            return engine.UpdateOperation.delete_points_by_filter(chosen)

        await self._write(operation)

    async def create_index(self, request: requests.CreateIndex) -> None:
        """Index a field; a kind that the engine has no use for is accepted and searched without."""
        if index := translate.to_index(request):
            await self._write(lambda: index)

    async def delete_index(self, field: str) -> None:
        """Stop indexing a field."""
        await self._write(lambda: engine.UpdateOperation.delete_field_index(field))

    async def query(self, request: requests.Query) -> list[dict[str, Any]]:
        """The nearest points."""
        return await self._read(
            lambda: translate.from_scored(self._shard.query(translate.to_query(request)))
        )

    async def retrieve(self, request: requests.Retrieve) -> list[dict[str, Any]]:
        """Points by id; those that are not there are left out."""
        choice = translate.to_payload_choice(request.with_payload)
        return await self._read(
            lambda: translate.from_records(
                self._shard.retrieve(list(request.ids), choice, request.with_vector)
            )
        )

    async def scroll(self, request: requests.Scroll) -> dict[str, Any]:
        """One page of points, and where the next begins."""

        def page() -> dict[str, Any]:
            asked = engine.ScrollRequest(
                offset=request.offset,
                limit=request.limit,
                filter=translate.to_filter(request.filter),
                with_payload=translate.to_payload_choice(request.with_payload),
                with_vector=request.with_vector,
            )
            records, following = self._shard.scroll(asked)
            return {
                "points": translate.from_records(records),
                "next_page_offset": translate.from_id(following),
            }

        return await self._read(page)

    async def count(self, request: requests.Count) -> int:
        """How many points match."""
        asked = engine.CountRequest(exact=request.exact, filter=translate.to_filter(request.filter))
        return await self._read(lambda: self._shard.count(asked))

    async def info(self) -> "engine.ShardInfo":
        """Sizes and indexes."""
        return await self._read(self._shard.info)

    async def settle(self) -> None:
        """Bring what was written since the last call to the disk; build the graph when due."""
        if not self._unsettled:
            return
        async with self._writing:
            written, self._unsettled = self._unsettled, 0
            await asyncio.to_thread(self._shard.flush)
            if written >= _OPTIMIZE_AFTER:
                await asyncio.to_thread(self._shard.optimize)

    async def close(self) -> None:
        """Flush and let go of the files."""
        async with self._writing:
            await asyncio.to_thread(self._shard.flush)
            await asyncio.to_thread(self._shard.close)

    async def _write(
        self, operation: Callable[[], engine.UpdateOperation], points: int = 1
    ) -> None:
        async with self._writing:
            self._unsettled += points
            await self._read(lambda: self._shard.update(operation()))

    async def _read(self, call: Callable[[], T]) -> T:
        try:
            return await asyncio.to_thread(call)
        except Exception as error:
            raise engine_failed(error) from error
