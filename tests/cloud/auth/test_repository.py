"""Queries on users and organizations."""

from pathlib import Path

from tests.cloud.tenants import tenants

from devmentor_cloud.auth import repository
from devmentor_cloud.auth.app import create_app


async def test_a_member_is_found_in_their_organization_only(tmp_path: Path) -> None:
    async with (
        tenants(create_app, tmp_path / "auth") as running,
        running.resources.database.reading() as session,
    ):
        ann = await repository.find_user(session, "ann")
        own = await repository.find_organization(session, "ann")
        other = await repository.find_organization(session, "bob")
        assert ann and own and other

        assert await repository.find_membership(session, own.id, ann.id)
        assert await repository.find_membership(session, other.id, ann.id) is None
