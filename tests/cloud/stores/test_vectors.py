"""The store over the embedded server; what only a cluster understands, at the level of requests."""

import json
import uuid
from collections.abc import AsyncGenerator
from pathlib import Path

import httpx
import pytest
from tests.cloud.vector_store import EmbeddedStore, embedded_store

from devmentor_cloud.stores.vector_values import Embedded, VectorsUnavailable
from devmentor_cloud.stores.vectors import VectorStore, vector_client

FIELDS = ("organization_id", "owner_id", "project")
A, B, C = (uuid.UUID(int=number).hex for number in (1, 2, 3))


def text(id_: str, organization: str, owner: str = "", project: str = "") -> Embedded:
    payload = {"organization_id": organization, "owner_id": owner, "project": project}
    return Embedded(id_, [1.0, 0.0], payload)


@pytest.fixture
async def child(tmp_path: Path) -> AsyncGenerator[EmbeddedStore]:
    async with embedded_store(tmp_path / "v") as running:
        yield running


@pytest.fixture
async def store(child: EmbeddedStore) -> AsyncGenerator[VectorStore]:
    opened = VectorStore(vector_client(child.url, child.key), "memories")
    yield opened
    await opened.close()


async def test_a_collection_is_made_once(store: VectorStore) -> None:
    assert await store.ensure(2, FIELDS)
    assert not await store.ensure(2, FIELDS)
    assert set((await store.client.get_collection("memories")).payload_schema) == set(FIELDS)


async def test_a_search_never_leaves_its_organization(store: VectorStore) -> None:
    await store.ensure(2, FIELDS)
    await store.upsert("blue", [text(A, "blue"), text(B, "blue", owner="ann")])
    await store.upsert("red", [text(C, "red")])

    shared = await store.search("blue", [1.0, 0.0], {"owner_id": [""]}, 9)
    anns = await store.search("blue", [1.0, 0.0], {"owner_id": ["", "ann"]}, 9)

    assert [near.id for near in shared] == [A]
    assert {near.id for near in anns} == {A, B}
    assert shared[0].similarity == pytest.approx(1.0)


async def test_a_deleted_vector_is_not_found(store: VectorStore) -> None:
    await store.ensure(2, FIELDS)
    await store.upsert("blue", [text(A, "blue")])

    await store.delete("blue", [A])

    assert await store.search("blue", [1.0, 0.0], {}, 9) == []


async def test_a_store_that_is_away_is_said_so_without_its_address(
    child: EmbeddedStore, store: VectorStore
) -> None:
    await child.kill()

    with pytest.raises(VectorsUnavailable, match=r"failed \((Connect|Read)Error\)"):
        await store.search("blue", [1.0, 0.0], {}, 9)


async def test_a_collection_that_is_gone_is_said_so(store: VectorStore) -> None:
    with pytest.raises(VectorsUnavailable, match="404"):
        await store.search("blue", [1.0, 0.0], {}, 9)


def cluster(seen: list[tuple[str, str, dict[str, object]]]) -> VectorStore:
    """A store whose server is scripted: no cluster can be started here."""
    done = {"operation_id": 0, "status": "completed"}
    answers: dict[str, object] = {
        "GET /cluster": {
            "status": "enabled",
            "peer_id": 1,
            "peers": {},
            "raft_info": {
                "term": 1,
                "commit": 1,
                "pending_operations": 0,
                "is_voter": True,
            },
            "consensus_thread_status": {
                "consensus_thread_status": "working",
                "last_update": "2026-11-01T00:00:00Z",
            },
            "message_send_failures": {},
        },
        "GET /collections/memories/exists": {"exists": False},
        "GET /collections/memories/shards": {"shard_keys": []},
        "PUT /collections/memories/index": done,
        "PUT /collections/memories/points": done,
        "POST /collections/memories/points/query": {"points": []},
    }

    async def respond(request: httpx.Request) -> httpx.Response:
        body: dict[str, object] = json.loads(request.content) if request.content else {}
        seen.append((request.method, request.url.path, body))
        result = answers.get(f"{request.method} {request.url.path}", True)
        return httpx.Response(200, json={"result": result, "status": "ok", "time": 0})

    transport = httpx.MockTransport(respond)
    return VectorStore(vector_client("http://qdrant.test", None, transport), "memories")


async def test_in_a_cluster_an_organization_has_a_shard_of_its_own() -> None:
    seen: list[tuple[str, str, dict[str, object]]] = []
    store = cluster(seen)

    await store.ensure(2, FIELDS)
    await store.upsert("blue", [text(A, "blue")])
    await store.upsert("blue", [text(B, "blue")])
    await store.search("blue", [1.0, 0.0], {}, 9)

    bodies = {f"{method} {path}": body for method, path, body in seen}
    made = bodies["PUT /collections/memories"]
    assert (made["sharding_method"], made["replication_factor"]) == ("custom", 2)
    assert bodies["PUT /collections/memories/shards"] == {"shard_key": "blue"}
    assert bodies["PUT /collections/memories/points"]["shard_key"] == "blue"
    assert bodies["POST /collections/memories/points/query"]["shard_key"] == "blue"
    assert [path for _, path, _ in seen].count("/collections/memories/shards") == 2
