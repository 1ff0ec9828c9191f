"""What can be done with projects."""

from sqlalchemy.exc import IntegrityError

from devmentor_cloud.http.identity import Identity
from devmentor_cloud.http.problems import Problem, unauthorized
from devmentor_cloud.project import repository
from devmentor_cloud.project.models import Project
from devmentor_cloud.project.schemas import NewProject, Projects, ProjectView
from devmentor_cloud.stores.database import ReadSession, WriteSession


async def list_projects(session: ReadSession, caller: Identity) -> Projects:
    """The caller's projects."""
    found = await repository.list_projects(session, caller.organization_id)
    return Projects(projects=[ProjectView.model_validate(project) for project in found])


async def create(session: WriteSession, caller: Identity, new: NewProject) -> ProjectView:
    """Make a project. Raises `Problem`: 409 when the name is taken, 401 for a user who left."""
    project = Project(
        organization_id=caller.organization_id, name=new.name, created_by=caller.user_id
    )
    try:
        await repository.add(session, project)
    except IntegrityError:
        if await repository.find_by_name(session, caller.organization_id, new.name):
            raise Problem(409, f"There is a project {new.name!r} already.") from None
        raise unauthorized("This user, or the organization, is not here any more.") from None
    return ProjectView.model_validate(project)


async def get(session: ReadSession, caller: Identity, id_: str) -> ProjectView:
    """One project. Raises `Problem` (404)."""
    project = await repository.find_by_id(session, caller.organization_id, id_)
    if project is None:
        raise Problem(404, "There is no such project.")
    return ProjectView.model_validate(project)
