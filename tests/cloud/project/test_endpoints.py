"""Projects over HTTP."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.cloud.tenants import Tenants, tenants

from devmentor_cloud.project.app import create_app


@pytest.fixture
async def projects(tmp_path: Path) -> AsyncGenerator[Tenants]:
    async with tenants(create_app, tmp_path / "project") as running:
        yield running


async def test_a_project_is_made_listed_and_shown(projects: Tenants) -> None:
    made = await projects.client.post("/v1/projects", json={"name": "shop"}, headers=projects.ann)
    listed = await projects.client.get("/v1/projects", headers=projects.ann)
    shown = await projects.client.get(f"/v1/projects/{made.json()['id']}", headers=projects.ann)

    assert made.status_code == 201
    assert listed.json()["projects"] == [made.json()] == [shown.json()]


async def test_an_organization_does_not_see_anothers(projects: Tenants) -> None:
    made = await projects.client.post("/v1/projects", json={"name": "shop"}, headers=projects.ann)

    listed = await projects.client.get("/v1/projects", headers=projects.bob)
    shown = await projects.client.get(f"/v1/projects/{made.json()['id']}", headers=projects.bob)

    assert listed.json() == {"projects": []}
    assert shown.status_code == 404


async def test_two_organizations_may_use_the_same_name(projects: Tenants) -> None:
    for headers in (projects.ann, projects.bob):
        made = await projects.client.post("/v1/projects", json={"name": "shop"}, headers=headers)
        assert made.status_code == 201


async def test_a_name_that_is_taken_is_a_conflict(projects: Tenants) -> None:
    await projects.client.post("/v1/projects", json={"name": "shop"}, headers=projects.ann)

    again = await projects.client.post("/v1/projects", json={"name": "shop"}, headers=projects.ann)

    assert again.status_code == 409
    assert "'shop'" in again.json()["detail"]


async def test_a_name_is_needed(projects: Tenants) -> None:
    refused = await projects.client.post("/v1/projects", json={"name": ""}, headers=projects.ann)

    assert refused.status_code == 422
    assert refused.json()["problems"][0]["field"] == "name"


@pytest.mark.parametrize("name", ["  ", "a\nb", "a\0b", "x" * 201, 7, None])
async def test_a_name_is_one_line_of_text(projects: Tenants, name: object) -> None:
    refused = await projects.client.post("/v1/projects", json={"name": name}, headers=projects.ann)

    assert refused.status_code == 422


async def test_of_many_who_want_a_name_one_gets_it(projects: Tenants) -> None:
    async def make() -> int:
        made = await projects.client.post(
            "/v1/projects", json={"name": "shop"}, headers=projects.ann
        )
        return made.status_code

    codes = await asyncio.gather(*(make() for _ in range(8)))

    assert sorted(codes) == [201] + [409] * 7


async def test_a_user_who_left_makes_nothing(projects: Tenants) -> None:
    token = projects.issuer.issue("gone", "gone", "Gone").get_secret_value()
    headers = {"Authorization": f"Bearer {token}"}

    made = await projects.client.post("/v1/projects", json={"name": "shop"}, headers=headers)

    assert made.status_code == 401


@pytest.mark.parametrize("id_", ["nothing", "%00", "A" * 32, "../auth"])
async def test_what_is_no_id_is_refused(projects: Tenants, id_: str) -> None:
    answer = await projects.client.get(f"/v1/projects/{id_}", headers=projects.ann)

    assert answer.status_code in {404, 422}
    assert answer.headers["content-type"] == "application/problem+json"


async def test_without_a_token_nothing_is_told(projects: Tenants) -> None:
    assert (await projects.client.get("/v1/projects")).status_code == 401
