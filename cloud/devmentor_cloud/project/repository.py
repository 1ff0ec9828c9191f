"""Queries on projects; each names its organization."""

from collections.abc import Sequence

from sqlalchemy import select

from devmentor_cloud.project.models import Project
from devmentor_cloud.stores.database import ReadSession, WriteSession


async def list_projects(session: ReadSession, organization_id: str) -> Sequence[Project]:
    """All projects of an organization, by name."""
    query = select(Project).where(Project.organization_id == organization_id).order_by(Project.name)
    return (await session.scalars(query)).all()


async def find_by_id(session: ReadSession, organization_id: str, id_: str) -> Project | None:
    """The project of this id, if it is the organization's."""
    query = select(Project).where(Project.organization_id == organization_id, Project.id == id_)
    return await session.scalar(query)


async def find_by_name(session: ReadSession, organization_id: str, name: str) -> Project | None:
    """The project of this name."""
    query = select(Project).where(Project.organization_id == organization_id, Project.name == name)
    return await session.scalar(query)


async def add(session: WriteSession, project: Project) -> None:
    """Add a project. Raises `IntegrityError`, after which the session can be used on."""
    async with session.begin_nested():
        session.add(project)
