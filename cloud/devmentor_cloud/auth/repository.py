"""Queries on users and organizations."""

from sqlalchemy import select

from devmentor_cloud.auth.models import Membership, Organization, User
from devmentor_cloud.stores.database import ReadSession


async def find_user(session: ReadSession, name: str) -> User | None:
    """The user of this name."""
    return await session.scalar(select(User).where(User.name == name))


async def find_organization(session: ReadSession, slug: str) -> Organization | None:
    """The organization of this slug."""
    return await session.scalar(select(Organization).where(Organization.slug == slug))


async def find_membership(
    session: ReadSession, organization_id: str, user_id: str
) -> tuple[User, Organization, Membership] | None:
    """A user in an organization."""
    query = (
        select(User, Organization, Membership)
        .join(Membership, Membership.user_id == User.id)
        .join(Organization, Membership.organization_id == Organization.id)
        .where(Organization.id == organization_id, User.id == user_id)
    )
    row = (await session.execute(query)).one_or_none()
    return (row[0], row[1], row[2]) if row else None
