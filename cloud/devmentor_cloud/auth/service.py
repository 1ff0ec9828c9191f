"""What auth does: the local user, and telling callers who they are."""

import getpass

from devmentor_cloud.auth import repository
from devmentor_cloud.auth.models import Membership, Organization, User
from devmentor_cloud.auth.schemas import Me
from devmentor_cloud.http.identity import Identity
from devmentor_cloud.http.problems import unauthorized
from devmentor_cloud.stores.database import ReadSession, WriteSession

LOCAL = "local"


async def local_member(session: WriteSession) -> tuple[User, Organization]:
    """The user of a tier on one machine, made at its first start."""
    organization = await repository.find_organization(session, LOCAL)
    user = await repository.find_user(session, LOCAL)
    if organization is None:
        organization = Organization(slug=LOCAL, name=f"{_system_name()}'s machine")
        session.add(organization)
    if user is None:
        user = User(name=LOCAL)
        session.add(user)
    await session.flush()
    if await repository.find_membership(session, organization.id, user.id) is None:
        membership = Membership(organization_id=organization.id, user_id=user.id, role="owner")
        session.add(membership)
    return user, organization


async def describe(session: ReadSession, caller: Identity) -> Me:
    """Say who a caller is. Raises `Problem` (401) when they no longer belong."""
    found = await repository.find_membership(session, caller.organization_id, caller.user_id)
    if found is None:
        raise unauthorized("This user is no longer a member of the organization.")
    user, organization, membership = found
    return Me(
        user_id=user.id,
        name=user.name,
        organization_id=organization.id,
        organization=organization.name,
        role=membership.role,
        scopes=sorted(caller.scopes),
    )


def _system_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return LOCAL
