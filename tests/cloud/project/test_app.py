"""The project service's app."""

from pathlib import Path

from tests.cloud.tenants import tenants

from devmentor_cloud.project.app import create_app


async def test_it_is_ready_when_the_database_answers(tmp_path: Path) -> None:
    async with tenants(create_app, tmp_path / "project") as running:
        ready = await running.client.get("/readyz")

    assert ready.json() == {"status": "ok", "checks": {"database": "ok"}}
