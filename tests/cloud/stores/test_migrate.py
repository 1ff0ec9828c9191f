"""The database's history, on both dialects."""

import asyncio
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Connection, String, func, inspect, select, text

from devmentor_cloud.auth.models import Organization, User
from devmentor_cloud.project.models import Project
from devmentor_cloud.stores.database import Database
from devmentor_cloud.stores.migrate import downgrade, upgrade
from devmentor_cloud.stores.tables import METADATA


async def test_it_goes_up_down_and_up_again(empty_database_url: str) -> None:
    database = Database(empty_database_url)

    await upgrade(database)
    await upgrade(database)
    full = await tables(database)
    await downgrade(database, "base")
    empty = await tables(database)
    await upgrade(database)
    again = await tables(database)
    await database.close()

    assert set(METADATA.tables) <= full == again
    assert empty <= {"alembic_version"}


async def test_migrations_make_what_the_models_say(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    await upgrade(database)

    async with database.engine.connect() as connection:
        differences = await connection.run_sync(compare)
    await database.close()

    assert differences == []


async def test_two_tiers_that_start_together_migrate_once(empty_database_url: str) -> None:
    databases = [Database(empty_database_url) for _ in range(3)]

    await asyncio.gather(*(upgrade(database) for database in databases))

    for database in databases:
        assert set(METADATA.tables) <= await tables(database)
        await database.close()


async def test_a_table_made_anew_keeps_what_refers_to_it(tmp_path: Path) -> None:
    """SQLite's batch migrations drop the old table; rows that refer to it must not go with it."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'some.db'}")
    await upgrade(database)
    async with database.writing() as session:
        session.add(Organization(id="o", slug="o", name="O"))
        session.add(User(id="u", name="Ann"))
        await session.flush()
        session.add(Project(organization_id="o", name="shop", created_by="u"))

    async with database.migrating() as connection:
        await connection.run_sync(make_organizations_anew)
    async with database.reading() as session:
        projects = await session.scalar(select(func.count()).select_from(Project))
        enforced = await session.scalar(text("PRAGMA foreign_keys"))
    await database.close()

    assert (projects, enforced) == (1, 1)


def make_organizations_anew(connection: Connection) -> None:
    operations = Operations(MigrationContext.configure(connection))
    with operations.batch_alter_table("organizations", recreate="always") as batch:
        batch.add_column(Column("motto", String(10)))


def compare(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, METADATA))


async def tables(database: Database) -> set[str]:
    async with database.engine.connect() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    return set(names)
