"""What is measured."""

from pathlib import Path

from tests.cloud.tenants import tenants

from devmentor_cloud.project.app import create_app


async def test_requests_are_counted_by_route_not_by_path(tmp_path: Path) -> None:
    async with tenants(create_app, tmp_path / "app") as running:
        await running.client.get("/v1/projects/secret-id", headers=running.ann)
        metrics = (await running.client.get("/metrics")).text

    wanted = 'route="/v1/projects/{project_id}",service="project",status="422"'
    assert wanted in metrics
    assert "secret-id" not in metrics
    assert "devmentor_request_seconds_bucket" in metrics


async def test_strange_methods_and_paths_do_not_grow_the_metrics(tmp_path: Path) -> None:
    async with tenants(create_app, tmp_path / "app") as running:
        for number in range(5):
            await running.client.request(f"M{number}", f"/nowhere/{number}")
        metrics = (await running.client.get("/metrics")).text

    assert 'method="other",route="unknown",service="project",status="404"' in metrics
    assert 'method="M' not in metrics
    assert "nowhere" not in metrics
