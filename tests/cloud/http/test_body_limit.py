"""What a caller may send."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
from fastapi import FastAPI, Request
from tests.cloud.tenants import tenants

from devmentor_cloud.http.body_limit import MAX_BODY_BYTES
from devmentor_cloud.http.service_app import service_app
from devmentor_cloud.resources import Resources


def create_app(resources: Resources) -> FastAPI:
    app = service_app(resources, "project", "Counts.")

    @app.post("/count")
    async def count(request: Request) -> int:  # pyright: ignore[reportUnusedFunction] - FastAPI calls it
        return len(await request.body())

    @app.post("/names")
    async def names(given: list[str]) -> int:  # pyright: ignore[reportUnusedFunction] - FastAPI calls it
        return len(given)

    return app


async def pieces(total: int) -> AsyncIterator[bytes]:
    for _ in range(total // 65_536 + 1):
        yield b"x" * 65_536


async def test_a_body_over_the_limit_is_refused_declared_or_not(tmp_path: Path) -> None:
    async with tenants(create_app, tmp_path / "app") as running:
        declared = await running.client.post("/count", content=b"x" * (MAX_BODY_BYTES + 1))
        streamed = await running.client.post("/count", content=pieces(MAX_BODY_BYTES))

        parsed = await running.client.post("/names", content=pieces(MAX_BODY_BYTES))

    for answer in (declared, streamed, parsed):
        assert answer.status_code == 413
        assert str(MAX_BODY_BYTES) in answer.json()["detail"]


async def test_a_body_within_the_limit_passes(tmp_path: Path) -> None:
    async with tenants(create_app, tmp_path / "app") as running:
        answer: httpx2.Response = await running.client.post("/count", content=b"x" * 1000)

    assert answer.json() == 1000
