"""What rows are made from."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from devmentor_cloud.auth.models import User
from devmentor_cloud.stores.database import Database
from devmentor_cloud.stores.migrate import upgrade
from devmentor_cloud.stores.records import new_id


async def test_moments_come_back_in_utc(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    await upgrade(database)
    noon = datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(hours=2)))

    async with database.writing() as session:
        session.add(User(name="ann", created_at=noon))
    async with database.reading() as session:
        found = await session.scalar(select(User.created_at))
    await database.close()

    assert found == noon
    assert found and found.tzinfo is UTC


async def test_a_moment_without_a_zone_is_refused(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    await upgrade(database)

    with pytest.raises(StatementError, match="time zone"):
        async with database.writing() as session:
            session.add(User(name="ann", created_at=datetime(2026, 1, 1)))
    await database.close()


def test_ids_differ() -> None:
    assert len({new_id() for _ in range(100)}) == 100
