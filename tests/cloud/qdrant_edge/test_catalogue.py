import asyncio
import sys
from pathlib import Path

import pytest

from devmentor_cloud.qdrant_edge import requests
from devmentor_cloud.qdrant_edge.catalogue import Catalogue, FolderInUse
from devmentor_cloud.qdrant_edge.failures import EdgeError

THREE = requests.CreateCollection.model_validate({"vectors": {"size": 3, "distance": "Cosine"}})
ONE_POINT = requests.Upsert.model_validate({"points": [{"id": 1, "vector": [1.0, 0.0, 0.0]}]})


def opened(folder: Path) -> Catalogue:
    catalogue = Catalogue(folder)
    catalogue.open()
    return catalogue


async def test_a_collection_is_there_after_a_restart(tmp_path: Path) -> None:
    first = opened(tmp_path)
    await first.create("memories", THREE)
    await first.get("memories").upsert(ONE_POINT)
    await first.close()

    second = opened(tmp_path)
    assert await second.get("memories").count(requests.Count()) == 1
    assert second.get("memories").vectors == THREE.named
    await second.close()


@pytest.mark.parametrize("name", ["../outside", ".hidden", "", "a/b", "x" * 129])
async def test_a_name_is_never_a_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(EdgeError, match="name"):
        await opened(tmp_path).create(name, THREE)

    assert list(tmp_path.iterdir()) == []


async def test_what_a_crash_left_half_made_is_not_there(tmp_path: Path) -> None:
    (tmp_path / ".passing-123" / "shard").mkdir(parents=True)

    catalogue = opened(tmp_path)

    assert not catalogue.collections
    assert list(tmp_path.iterdir()) == []


async def test_a_collection_that_cannot_be_read_is_set_aside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = opened(tmp_path)
    await first.create("good", THREE)
    await first.create("bad", THREE)
    await first.close()
    (tmp_path / "bad" / "collection.json").write_text("{")

    second = opened(tmp_path)

    assert list(second.collections) == ["good"]
    assert "bad cannot be read" in capsys.readouterr().err
    assert list(tmp_path.glob(".broken-bad-*"))
    await second.close()


async def test_two_processes_cannot_serve_one_folder(tmp_path: Path) -> None:
    catalogue = opened(tmp_path)
    await catalogue.create("memories", THREE)
    script = (
        "import sys; from pathlib import Path\n"
        "from devmentor_cloud.qdrant_edge.catalogue import Catalogue\n"
        "Catalogue(Path(sys.argv[1])).open()"
    )

    other = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", script, str(tmp_path)), stderr=asyncio.subprocess.PIPE
    )
    _, errors = await other.communicate()

    assert FolderInUse.__name__ in errors.decode()
    await catalogue.close()


async def test_dropping_what_is_not_there_says_so(tmp_path: Path) -> None:
    catalogue = opened(tmp_path)
    await catalogue.create("memories", THREE)

    assert await catalogue.drop("memories")
    assert not await catalogue.drop("memories")
    assert list(tmp_path.iterdir()) == []
