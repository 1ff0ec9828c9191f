"""The database's history, on both dialects."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

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


def compare(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, METADATA))


async def tables(database: Database) -> set[str]:
    async with database.engine.connect() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    return set(names)
