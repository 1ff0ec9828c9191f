"""The embedded Valkey, for real."""

from pathlib import Path

from devmentor_cloud.stores.redis import ping, redis_client
from devmentor_cloud.stores.valkey import start_valkey


async def test_what_is_written_survives_a_restart(tmp_path: Path) -> None:
    child, url = await start_valkey(tmp_path / "data", tmp_path / "valkey.log")
    client = redis_client(url)
    await client.set("answer", "42")
    await client.aclose()
    await child.stop()

    child, url = await start_valkey(tmp_path / "data", tmp_path / "valkey.log")
    client = redis_client(url)
    kept = await client.get("answer")
    await client.aclose()
    await child.stop()

    assert kept == "42"


async def test_a_folder_with_a_long_name_works(tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 30) / "data"

    child, url = await start_valkey(folder, tmp_path / "valkey.log")
    client = redis_client(url)
    await ping(client)
    await client.aclose()
    await child.stop()


async def test_a_client_finds_a_server_that_was_started_again(tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 30) / "data"
    child, url = await start_valkey(folder, tmp_path / "valkey.log")
    client = redis_client(url)
    await client.set("answer", "42")
    await child.stop()

    child, again = await start_valkey(folder, tmp_path / "valkey.log")
    kept = await client.get("answer")
    await client.aclose()
    await child.stop()

    assert (again, kept) == (url, "42")
