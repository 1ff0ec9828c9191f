"""Queries on events; each names its organization."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from devmentor_cloud.gateway.models import EventRow
from devmentor_cloud.stores.database import ReadSession, WriteSession


async def add_events(
    session: WriteSession, organization_id: str, rows: Sequence[dict[str, Any]]
) -> None:
    """Insert events; those that are there already stay as they were."""
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    values = [{**row, "organization_id": organization_id} for row in rows]
    await session.execute(insert(EventRow).on_conflict_do_nothing(), values)


async def count_events(session: ReadSession, organization_id: str) -> int:
    """How many events an organization has."""
    query = select(func.count()).where(EventRow.organization_id == organization_id)
    return await session.scalar(query) or 0
