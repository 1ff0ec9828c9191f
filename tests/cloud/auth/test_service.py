"""The local user."""

from pathlib import Path

from sqlalchemy import func, select
from tests.cloud.tenants import make_resources

from devmentor_cloud.auth.models import User
from devmentor_cloud.auth.service import local_member
from devmentor_cloud.stores.migrate import upgrade


async def test_the_local_user_is_made_once(tmp_path: Path) -> None:
    database = make_resources(tmp_path).database
    await upgrade(database)

    async with database.writing() as session:
        first, organization = await local_member(session)
    async with database.writing() as session:
        again, same = await local_member(session)
    async with database.reading() as session:
        users = await session.scalar(select(func.count()).select_from(User))
    await database.close()

    assert (first.id, organization.id) == (again.id, same.id)
    assert users == 1
