"""What can be done with projects."""

from pathlib import Path

import pytest
from tests.cloud.tenants import tenants

from devmentor_cloud.http.problems import Problem
from devmentor_cloud.project import service
from devmentor_cloud.project.app import create_app
from devmentor_cloud.project.schemas import NewProject


async def test_a_project_that_was_rolled_back_was_never_made(tmp_path: Path) -> None:
    async with tenants(create_app, tmp_path / "project") as running:
        caller = running.resources.verifier.from_header(running.ann["Authorization"])
        database = running.resources.database
        with pytest.raises(Problem):
            async with database.writing() as session:
                await service.create(session, caller, NewProject(name="shop"))
                await service.create(session, caller, NewProject(name="shop"))

        async with database.reading() as session:
            assert (await service.list_projects(session, caller)).projects == []
