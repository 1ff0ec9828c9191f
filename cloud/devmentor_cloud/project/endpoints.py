"""The project service's endpoints."""

from typing import Annotated

from fastapi import APIRouter, Path

from devmentor_cloud.http.identity import Caller
from devmentor_cloud.project import service
from devmentor_cloud.project.schemas import NewProject, Projects, ProjectView
from devmentor_cloud.stores.database import Reader, UnitOfWork

router = APIRouter(prefix="/v1/projects", tags=["projects"])
ProjectId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


@router.get("")
async def list_projects(caller: Caller, session: Reader) -> Projects:
    """List the organization's projects."""
    return await service.list_projects(session, caller)


@router.post("", status_code=201)
async def create(new: NewProject, caller: Caller, session: UnitOfWork) -> ProjectView:
    """Make a project."""
    return await service.create(session, caller, new)


@router.get("/{project_id}")
async def get(project_id: ProjectId, caller: Caller, session: Reader) -> ProjectView:
    """Show one project."""
    return await service.get(session, caller, project_id)
