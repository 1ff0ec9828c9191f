"""Bring the database to the newest migration, or to any other."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from devmentor_cloud import migrations
from devmentor_cloud.stores.database import Database

FOLDER = Path(migrations.__file__).parent


async def upgrade(database: Database, revision: str = "head") -> None:
    """Apply every migration up to `revision`."""
    async with database.migrating() as connection:
        await connection.run_sync(_run, "upgrade", revision)


async def downgrade(database: Database, revision: str) -> None:
    """Take migrations back down to `revision` (`base`: all of them)."""
    async with database.migrating() as connection:
        await connection.run_sync(_run, "downgrade", revision)


def _run(connection: Connection, direction: str, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    getattr(command, direction)(config, revision)
