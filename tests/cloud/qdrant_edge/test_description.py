from pathlib import Path

from devmentor_cloud.qdrant_edge import requests
from devmentor_cloud.qdrant_edge.collection import Collection, make_folder
from devmentor_cloud.qdrant_edge.description import describe


async def test_a_collection_is_described_with_its_sizes_and_indexes(tmp_path: Path) -> None:
    make_folder(tmp_path / "c", {"": requests.VectorParams(size=2, distance="Dot")})
    collection = Collection(tmp_path / "c")
    await collection.create_index(requests.CreateIndex(field_name="n", field_schema="integer"))
    await collection.upsert(
        requests.Upsert(points=[requests.Point(id=1, vector=[1.0, 2.0], payload={"n": 1})])
    )

    described = await describe(collection)

    assert described["points_count"] == 1
    assert described["config"]["params"]["vectors"] == {"size": 2, "distance": "Dot"}
    assert described["payload_schema"] == {"n": {"data_type": "integer", "points": 1}}
    await collection.close()
