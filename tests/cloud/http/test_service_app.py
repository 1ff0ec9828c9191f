"""What every service has."""

from pathlib import Path

from tests.cloud.tenants import tenants

from devmentor_cloud.project.app import create_app


async def test_every_service_has_health_metrics_and_a_description(tmp_path: Path) -> None:
    async with tenants(create_app, tmp_path / "app") as running:
        found = {
            path: (await running.client.get(path)).status_code
            for path in ("/healthz", "/readyz", "/metrics", "/openapi.json")
        }

    assert set(found.values()) == {200}
