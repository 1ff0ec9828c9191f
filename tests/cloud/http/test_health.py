"""Health and readiness."""

from pathlib import Path

from fastapi import FastAPI
from tests.cloud.tenants import tenants

from devmentor_cloud.http.service_app import service_app
from devmentor_cloud.resources import Resources


async def down() -> None:
    raise ConnectionError("a store that does not answer")


def create_app(resources: Resources) -> FastAPI:
    """An app with a probe that fails; the failure is what is under test."""
    return service_app(resources, "project", "Not ready.", {"vectors": down})


async def test_a_store_that_is_down_is_named_while_the_process_lives(tmp_path: Path) -> None:
    async with tenants(create_app, tmp_path / "app") as running:
        healthz = await running.client.get("/healthz")
        readyz = await running.client.get("/readyz")

    assert healthz.status_code == 200
    assert readyz.status_code == 503
    assert readyz.headers["content-type"] == "application/problem+json"
    assert readyz.json()["detail"] == "Not ready: vectors does not answer."
    assert readyz.json()["checks"]["database"] == "ok"
    assert "ConnectionError" in readyz.json()["checks"]["vectors"]
