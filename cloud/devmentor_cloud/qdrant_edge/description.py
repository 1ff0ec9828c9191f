"""A collection as `GET /collections/{name}` describes it."""

from typing import Any

from devmentor_cloud.qdrant_edge.collection import Collection

_ONE_SHARD: dict[str, Any] = {
    "shard_number": 1,
    "replication_factor": 1,
    "write_consistency_factor": 1,
    "on_disk_payload": True,
}
_HNSW = {"m": 16, "ef_construct": 100, "full_scan_threshold": 10_000}
_OPTIMIZERS = {
    "deleted_threshold": 0.2,
    "vacuum_min_vector_number": 1_000,
    "default_segment_number": 1,
    "flush_interval_sec": 1,
}


async def describe(collection: Collection) -> dict[str, Any]:
    """Sizes, vectors and indexes; what an embedded engine does not have stands at its default."""
    info = await collection.info()
    vectors: dict[str, Any] = {
        name: one.model_dump(exclude_none=True) for name, one in (collection.vectors.items())
    }
    return {
        "status": "green",
        "optimizer_status": "ok",
        "points_count": info.points_count,
        "indexed_vectors_count": info.indexed_vectors_count,
        "segments_count": info.segments_count,
        "config": {
            "params": {"vectors": vectors.get("", vectors), **_ONE_SHARD},
            "hnsw_config": _HNSW,
            "optimizer_config": _OPTIMIZERS,
        },
        "payload_schema": {
            field: {"data_type": _kind(index.data_type), "points": index.points}
            for field, index in info.payload_schema.items()
        },
    }


def _kind(data_type: object) -> str:
    """The engine's enumerations have no names, only a way of writing them: `…Type.Keyword`."""
    return str(data_type).rpartition(".")[2].lower()
