"""Queries on projects."""

from pathlib import Path

from tests.cloud.tenants import tenants

from devmentor_cloud.project import repository
from devmentor_cloud.project.app import create_app


async def test_projects_are_listed_by_name(tmp_path: Path) -> None:
    async with tenants(create_app, tmp_path / "project") as running:
        for name in ("shop", "bank"):
            await running.client.post("/v1/projects", json={"name": name}, headers=running.ann)
        caller = running.resources.verifier.from_header(running.ann["Authorization"])

        async with running.resources.database.reading() as session:
            found = await repository.list_projects(session, caller.organization_id)

    assert [project.name for project in found] == ["bank", "shop"]
