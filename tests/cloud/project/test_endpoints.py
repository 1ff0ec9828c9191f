"""Projects over HTTP."""

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


async def test_without_a_token_nothing_is_told(projects: Tenants) -> None:
    assert (await projects.client.get("/v1/projects")).status_code == 401
