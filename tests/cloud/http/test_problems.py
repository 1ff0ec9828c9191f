"""Every error is a problem."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from fastapi import FastAPI
from tests.cloud.tenants import Tenants, tenants

from devmentor_cloud.http.problems import Problem
from devmentor_cloud.http.service_app import service_app
from devmentor_cloud.resources import Resources


def create_app(resources: Resources) -> FastAPI:
    """An app whose endpoints fail in every way; the failures are what is under test."""
    app = service_app(resources, "project", "Fails.")

    @app.get("/bug")
    def bug() -> None:  # pyright: ignore[reportUnusedFunction] - FastAPI calls it
        raise RuntimeError("the password is hunter2")

    @app.get("/problem")
    def problem() -> None:  # pyright: ignore[reportUnusedFunction] - FastAPI calls it
        raise Problem(503, "The store rests.", code="resting", headers={"Retry-After": "3"})

    @app.post("/names")
    def names(given: list[str]) -> int:  # pyright: ignore[reportUnusedFunction] - FastAPI calls it
        return len(given)

    @app.get("/number/{number}")
    def number(number: int) -> int:  # pyright: ignore[reportUnusedFunction] - FastAPI calls it
        return number

    return app


@pytest.fixture
async def failing(tmp_path: Path) -> AsyncGenerator[Tenants]:
    async with tenants(create_app, tmp_path / "failing") as running:
        yield running


async def test_a_problem_has_a_code_and_the_requests_id(failing: Tenants) -> None:
    answer = await failing.client.get("/problem", headers={"x-request-id": "my-request-1"})

    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"] == "3"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "detail": "The store rests.",
        "code": "resting",
        "request_id": "my-request-1",
    }


async def test_a_bug_tells_nothing_of_itself(failing: Tenants) -> None:
    answer = await failing.client.get("/bug")

    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "hunter2" not in answer.text


async def test_what_is_not_there_is_a_problem(failing: Tenants) -> None:
    assert (await failing.client.get("/nowhere")).json()["code"] == "not_found"
    assert (await failing.client.put("/problem")).json()["code"] == "method_not_allowed"


async def test_invalid_input_names_the_field_and_not_its_value(failing: Tenants) -> None:
    answer = await failing.client.get("/number/hunter2")

    assert answer.status_code == 422
    assert answer.json()["problems"][0]["field"] == "number"
    assert "hunter2" not in answer.text


async def test_a_body_that_is_not_json_is_said_to_be_none(failing: Tenants) -> None:
    json = {"content-type": "application/json"}

    answer = await failing.client.post("/names", content=b"{hunter2", headers=json)

    assert answer.status_code == 422
    assert answer.json()["detail"].startswith("body: JSON")
    assert "hunter2" not in answer.text


async def test_openapi_describes_problems_and_tokens(failing: Tenants) -> None:
    document = (await failing.client.get("/openapi.json")).json()

    responses = document["paths"]["/names"]["post"]["responses"]
    assert set(responses) == {"200", "default"}
    assert "application/problem+json" in responses["default"]["content"]
