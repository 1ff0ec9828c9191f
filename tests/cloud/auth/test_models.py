"""The tables of people."""

from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from tests.cloud.tenants import make_resources

from devmentor_cloud.auth.models import Membership, Organization, User
from devmentor_cloud.stores.migrate import upgrade


async def test_somebody_belongs_to_an_organization_once(tmp_path: Path) -> None:
    database = make_resources(tmp_path).database
    await upgrade(database)

    with pytest.raises(IntegrityError):
        async with database.writing() as session:
            user, organization = User(name="ann"), Organization(slug="a", name="A")
            session.add_all([user, organization])
            await session.flush()
            for role in ("owner", "member"):
                session.add(Membership(user_id=user.id, organization_id=organization.id, role=role))
    await database.close()
