"""The auth service's app."""

from pathlib import Path

from tests.cloud.tenants import tenants

from devmentor_cloud.auth.app import create_app


async def test_its_openapi_describes_its_endpoints(tmp_path: Path) -> None:
    async with tenants(create_app, tmp_path / "auth") as running:
        document = (await running.client.get("/openapi.json")).json()

    assert {"/v1/me", "/.well-known/jwks.json", "/healthz", "/readyz"} <= document["paths"].keys()
