"""The contract with Qdrant: the same tests against the embedded server and a real one."""

import asyncio
import uuid

import pytest
from qdrant_client import AsyncQdrantClient, models
from qdrant_client.http.exceptions import UnexpectedResponse

A, B, C = (str(uuid.UUID(int=number)) for number in (1, 2, 3))


def point(id_: str, vector: list[float], **payload: str | int) -> models.PointStruct:
    return models.PointStruct(id=id_, vector={"dense": vector}, payload=payload)


def equals(key: str, value: str | int) -> models.FieldCondition:
    return models.FieldCondition(key=key, match=models.MatchValue(value=value))


async def fill(client: AsyncQdrantClient, collection: str) -> None:
    points = [
        point(A, [1.0, 0.0, 0.0], tenant="blue", n=1),
        point(B, [0.9, 0.1, 0.0], tenant="red", n=2),
        point(C, [0.0, 1.0, 0.0], tenant="blue", n=3),
    ]
    await client.upsert(collection, points)


async def nearest(
    client: AsyncQdrantClient, collection: str, filter_: models.Filter | None = None
) -> list[str]:
    found = await client.query_points(
        collection, [1.0, 0.0, 0.0], using="dense", query_filter=filter_
    )
    return [str(one.id) for one in found.points]


async def test_a_collection_is_made_described_and_dropped(client: AsyncQdrantClient) -> None:
    name = f"test-{uuid.uuid4().hex}"
    params = models.VectorParams(size=3, distance=models.Distance.DOT)

    assert not await client.collection_exists(name)
    assert await client.create_collection(name, vectors_config={"dense": params})
    assert name in [one.name for one in (await client.get_collections()).collections]
    described = (await client.get_collection(name)).config.params.vectors
    assert isinstance(described, dict)
    assert (described["dense"].size, described["dense"].distance) == (3, models.Distance.DOT)
    assert await client.delete_collection(name)
    assert not await client.collection_exists(name)


async def test_a_taken_name_is_a_conflict(client: AsyncQdrantClient, collection: str) -> None:
    params = models.VectorParams(size=3, distance=models.Distance.COSINE)

    with pytest.raises(UnexpectedResponse) as refused:
        await client.create_collection(collection, vectors_config={"dense": params})

    assert refused.value.status_code == 409


async def test_nearest_points_come_first_with_scores_and_payload(
    client: AsyncQdrantClient, collection: str
) -> None:
    await fill(client, collection)

    found = await client.query_points(collection, [1.0, 0.0, 0.0], using="dense", limit=2)

    assert [one.id for one in found.points] == [A, B]
    assert found.points[0].score == pytest.approx(1.0)
    assert found.points[0].payload == {"tenant": "blue", "n": 1}


@pytest.mark.parametrize(
    ("filter_", "expected"),
    [
        (models.Filter(must=[equals("tenant", "blue")]), [A, C]),
        (models.Filter(must=equals("tenant", "blue")), [A, C]),
        (models.Filter(should=[equals("n", 2), equals("n", 3)]), [B, C]),
        (models.Filter(must_not=[equals("tenant", "blue")]), [B]),
        (models.Filter(must=[equals("tenant", "blue")], must_not=[equals("n", 1)]), [C]),
        (
            models.Filter(
                must=[models.Filter(should=[equals("n", 1), equals("n", 2)])],
                should=[equals("tenant", "red")],
            ),
            [B],
        ),
        (
            models.Filter(must=[models.FieldCondition(key="n", match=models.MatchAny(any=[1, 3]))]),
            [A, C],
        ),
        (
            models.Filter(must=[models.FieldCondition(key="n", range=models.Range(gte=2))]),
            [B, C],
        ),
        (models.Filter(must=[models.HasIdCondition(has_id=[B])]), [B]),
        (
            models.Filter(
                must=[models.IsEmptyCondition(is_empty=models.PayloadField(key="absent"))]
            ),
            [A, B, C],
        ),
        (models.Filter(must=[equals("tenant", "nobody")]), []),
    ],
)
async def test_a_filter_narrows_the_search(
    client: AsyncQdrantClient, collection: str, filter_: models.Filter, expected: list[str]
) -> None:
    await client.create_payload_index(
        collection, "tenant", models.KeywordIndexParams(type=models.KeywordIndexType.KEYWORD)
    )
    await fill(client, collection)

    assert await nearest(client, collection, filter_) == expected


async def test_points_are_retrieved_replaced_and_deleted(
    client: AsyncQdrantClient, collection: str
) -> None:
    await fill(client, collection)
    await client.upsert(collection, [point(A, [0.0, 0.0, 1.0], tenant="green")])

    kept = await client.retrieve(collection, [A, str(uuid.UUID(int=9))], with_vectors=True)
    assert [(one.id, one.payload, one.vector) for one in kept] == [
        (A, {"tenant": "green"}, {"dense": [0.0, 0.0, 1.0]})
    ]
    await client.delete(collection, [A])
    await client.delete(collection, models.Filter(must=[equals("tenant", "red")]))
    assert await nearest(client, collection) == [C]


async def test_points_are_paged_and_counted(client: AsyncQdrantClient, collection: str) -> None:
    await fill(client, collection)

    first, following = await client.scroll(collection, limit=2)
    second, end = await client.scroll(collection, limit=2, offset=following)
    blue = await client.count(collection, models.Filter(must=[equals("tenant", "blue")]))

    assert [one.id for one in [*first, *second]] == [A, B, C]
    assert end is None
    assert blue.count == 2


async def test_an_index_can_be_made_and_dropped(client: AsyncQdrantClient, collection: str) -> None:
    keyword = models.PayloadSchemaType.KEYWORD
    await client.create_payload_index(collection, "tenant", keyword)
    indexed = (await client.get_collection(collection)).payload_schema

    await client.delete_payload_index(collection, "tenant")

    assert indexed["tenant"].data_type == keyword
    assert not (await client.get_collection(collection)).payload_schema


@pytest.mark.parametrize(("vector", "using"), [([1.0, 0.0], "dense"), ([1.0, 0.0, 0.0], "unknown")])
async def test_an_impossible_search_is_refused(
    client: AsyncQdrantClient, collection: str, vector: list[float], using: str
) -> None:
    await fill(client, collection)

    with pytest.raises(UnexpectedResponse) as refused:
        await client.query_points(collection, vector, using=using)

    assert refused.value.status_code == 400


async def test_a_missing_collection_is_not_found(client: AsyncQdrantClient) -> None:
    with pytest.raises(UnexpectedResponse) as refused:
        await client.count("missing")

    assert refused.value.status_code == 404
    assert b"doesn't exist" in refused.value.content


async def test_reads_and_writes_at_once_lose_nothing(
    client: AsyncQdrantClient, collection: str
) -> None:
    async def write(number: int) -> None:
        vector = [1.0, number / 100, 0.0]
        await client.upsert(collection, [point(str(uuid.UUID(int=number)), vector, n=number)])

    reads = [nearest(client, collection) for _ in range(20)]
    await asyncio.gather(*(write(number) for number in range(1, 41)), *reads)

    assert (await client.count(collection)).count == 40
