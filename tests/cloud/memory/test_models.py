"""What the table itself holds to, on both databases."""

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from devmentor_cloud.memory.models import MemoryRecord
from devmentor_cloud.stores.database import Database
from devmentor_cloud.stores.records import now


def row(**changes: Any) -> MemoryRecord:
    values = {
        "organization_id": "blue",
        "scope": "organization",
        "owner_id": "",
        "project": "",
        "kind": "fact",
        "text": "Use UTC",
        "content_hash": "0" * 64,
        "author_id": "ann",
        "author": "Ann",
    }
    return MemoryRecord(**values | changes)


async def test_a_current_text_is_unique_in_its_place(database_url: str) -> None:
    database = Database(database_url)
    with pytest.raises(IntegrityError):
        async with database.writing() as session:
            session.add_all([row(), row()])
    await database.close()


async def test_a_retired_text_may_come_again(database_url: str) -> None:
    database = Database(database_url)
    async with database.writing() as session:
        session.add_all([row(retired_at=now()), row(retired_at=now()), row(), row(project="shop")])
    await database.close()


async def test_an_author_must_exist(database_url: str) -> None:
    database = Database(database_url)
    with pytest.raises(IntegrityError):
        async with database.writing() as session:
            session.add(row(author_id="nobody"))
    await database.close()
