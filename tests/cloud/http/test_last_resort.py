"""The last door: bugs and outages. The failures are made on purpose; they are what is under test."""

from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path

import httpx2
import pytest
import structlog
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs
from tests.cloud.served import served
from tests.cloud.tenants import Tenants, make_resources, tenants

from devmentor_cloud.http.service_app import service_app
from devmentor_cloud.resources import Resources


def create_app(resources: Resources) -> FastAPI:
    app = service_app(resources, "project", "Fails.")

    @app.get("/bug")
    def bug() -> None:  # pyright: ignore[reportUnusedFunction] - FastAPI calls it
        raise RuntimeError("the password is hunter2")

    @app.get("/away")
    async def away() -> None:  # pyright: ignore[reportUnusedFunction] - FastAPI calls it
        await resources.redis.get("nobody listens there")

    @app.get("/half")
    async def half() -> StreamingResponse:  # pyright: ignore[reportUnusedFunction] - FastAPI calls it
        async def pieces() -> AsyncIterator[str]:
            yield "a beginning"
            raise RuntimeError("and no end")

        return StreamingResponse(pieces())

    return app


@pytest.fixture
async def failing(tmp_path: Path) -> AsyncGenerator[Tenants]:
    async with tenants(create_app, tmp_path / "failing") as running:
        yield running


async def test_a_bug_is_answered_and_logged_under_the_same_request_id(failing: Tenants) -> None:
    with capture_logs(processors=[merge_contextvars]) as logs:
        answer = await failing.client.get("/bug", headers={"x-request-id": "my-request-1"})

    assert answer.status_code == 500
    assert answer.headers["x-request-id"] == answer.json()["request_id"] == "my-request-1"
    assert "hunter2" not in answer.text
    assert [log["request_id"] for log in logs if log["event"] == "request_failed"] == [
        "my-request-1"
    ]


async def test_a_store_that_is_away_is_a_503_that_says_when_to_come_back(failing: Tenants) -> None:
    answer = await failing.client.get("/away")

    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert answer.headers["retry-after"]


async def test_an_answer_that_breaks_off_is_seen_to_be_broken(tmp_path: Path) -> None:
    resources = make_resources(tmp_path)
    async with served(create_app(resources)) as (url, _), httpx2.AsyncClient() as client:
        with pytest.raises(httpx2.RemoteProtocolError):
            await client.get(f"{url}/half")
    await resources.database.close()
    structlog.contextvars.clear_contextvars()
