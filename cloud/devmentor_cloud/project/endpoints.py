"""The project service's endpoints."""

from fastapi import APIRouter

from devmentor_cloud.http.identity import Caller
from devmentor_cloud.project import service
from devmentor_cloud.project.schemas import NewProject, Projects, ProjectView
from devmentor_cloud.stores.database import Reader, UnitOfWork

router = APIRouter(prefix="/v1/projects", tags=["projects"])


@router.get("")
async def list_projects(caller: Caller, session: Reader) -> Projects:
    """List the organization's projects."""
    return await service.list_projects(session, caller)


@router.post("", status_code=201)
async def create(new: NewProject, caller: Caller, session: UnitOfWork) -> ProjectView:
    """Make a project."""
    return await service.create(session, caller, new)


@router.get("/{project_id}")
async def get(project_id: str, caller: Caller, session: Reader) -> ProjectView:
    """Show one project."""
    return await service.get(session, caller, project_id)
