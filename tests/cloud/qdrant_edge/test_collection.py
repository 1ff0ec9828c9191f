import asyncio
import random
from pathlib import Path

import pytest

from devmentor_cloud.qdrant_edge import requests
from devmentor_cloud.qdrant_edge.collection import Collection, make_folder
from devmentor_cloud.qdrant_edge.failures import EdgeError

THREE = requests.VectorParams(size=3, distance="Cosine")


def points(count: int) -> requests.Upsert:
    chance = random.Random(7)
    many = [
        requests.Point(id=number, vector={"dense": [chance.random() for _ in range(3)]})
        for number in range(count)
    ]
    return requests.Upsert(points=many)


@pytest.fixture
async def collection(tmp_path: Path):
    make_folder(tmp_path / "c", {"dense": THREE})
    opened = Collection(tmp_path / "c")
    yield opened
    await opened.close()


async def test_searches_go_on_while_a_large_collection_is_optimized(collection: Collection) -> None:
    await collection.upsert(points(6_000))
    query = requests.Query(query=[1.0, 0.0, 0.0], using="dense", limit=5)
    before = await collection.query(query)

    settling = asyncio.create_task(collection.settle())
    during = [await collection.query(query) for _ in range(20)]
    await settling

    assert [len(found) for found in during] == [5] * 20
    assert [one["id"] for one in await collection.query(query)] == [one["id"] for one in before]


async def test_the_loop_is_free_while_the_engine_works(collection: Collection) -> None:
    writing = asyncio.create_task(collection.upsert(points(20_000)))
    turns = 0
    while not writing.done():
        turns += 1
        await asyncio.sleep(0)

    assert turns > 100


async def test_a_vector_of_another_size_is_refused_and_nothing_kept(collection: Collection) -> None:
    bad = requests.Upsert(points=[requests.Point(id=1, vector={"dense": [1.0]})])

    with pytest.raises(EdgeError, match="dimension") as refused:
        await collection.upsert(bad)

    assert refused.value.status == 400
    assert await collection.count(requests.Count()) == 0
