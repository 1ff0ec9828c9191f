from pathlib import Path

import httpx2
import pytest
from pydantic import SecretStr

from devmentor_cloud.stores.qdrant import free_port, qdrant_url, start_qdrant
from devmentor_cloud.supervisor import CannotStart

KEY = SecretStr("a key for tests")


async def test_the_store_answers_when_it_is_started_and_is_gone_when_stopped(
    tmp_path: Path,
) -> None:
    port = free_port()
    child = await start_qdrant(tmp_path / "v", port, KEY, tmp_path / "log")
    async with httpx2.AsyncClient(base_url=qdrant_url(port), trust_env=False) as client:
        assert (await client.get("/healthz")).status_code == 200

        await child.stop()

        with pytest.raises(httpx2.TransportError):
            await client.get("/healthz")


async def test_a_store_that_cannot_start_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="qdrant"):
        await start_qdrant(tmp_path / "v", free_port(), SecretStr(""), tmp_path / "log")

    assert "DEVMENTOR_QDRANT_EDGE_KEY" in (tmp_path / "log").read_text()
