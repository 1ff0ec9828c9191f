"""Queries on memories. What a caller asks for names their organization, and what they may see of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from devmentor_cloud.memory.models import MemoryRecord
from devmentor_cloud.stores.database import ReadSession, WriteSession

_MAX_CANDIDATES = 200
_MAX_TERMS = 24


@dataclass(frozen=True, slots=True)
class Visible:
    """What one caller may see: what is shared and what is theirs, of no project or of this one."""

    organization_id: str
    owners: tuple[str, ...]
    projects: tuple[str, ...]

    @classmethod
    def to(cls, organization_id: str, user_id: str, project: str | None) -> "Visible":
        """What a user sees who works in `project`, or in none."""
        return cls(organization_id, ("", user_id), ("", project) if project else ("",))

    def current(self) -> ColumnElement[bool]:
        """The condition on rows; retired ones are seen by nobody."""
        return and_(
            MemoryRecord.organization_id == self.organization_id,
            MemoryRecord.owner_id.in_(self.owners),
            MemoryRecord.project.in_(self.projects),
            MemoryRecord.retired_at.is_(None),
        )


@dataclass(frozen=True, slots=True)
class Page:
    """Which memories of a list: so many, of these kinds, after this one."""

    limit: int
    kinds: tuple[str, ...] = ()
    after: str | None = None


async def keep(session: WriteSession, record: MemoryRecord) -> tuple[MemoryRecord, bool]:
    """Append a memory unless its place has the text already; return what is kept, and if it is new.

    Two that come at once end as one: the database decides.
    """
    columns = [column.key for column in MemoryRecord.__table__.columns]
    given = {name: getattr(record, name) for name in columns if getattr(record, name) is not None}
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    appended = insert(MemoryRecord).values(given).on_conflict_do_nothing()
    kept_id = await session.scalar(appended.returning(MemoryRecord.id))
    query = select(MemoryRecord).where(
        MemoryRecord.organization_id == record.organization_id,
        MemoryRecord.scope == record.scope,
        MemoryRecord.owner_id == record.owner_id,
        MemoryRecord.project == record.project,
        MemoryRecord.content_hash == record.content_hash,
        MemoryRecord.retired_at.is_(None),
    )
    return (await session.scalars(query)).one(), kept_id is not None


async def find(
    session: ReadSession, organization_id: str, user_id: str, id_: str
) -> MemoryRecord | None:
    """A current memory of any project by its id, if this user may see it."""
    query = select(MemoryRecord).where(
        MemoryRecord.organization_id == organization_id,
        MemoryRecord.owner_id.in_(("", user_id)),
        MemoryRecord.retired_at.is_(None),
        MemoryRecord.id == id_,
    )
    return await session.scalar(query)


async def list_page(session: ReadSession, visible: Visible, page: Page) -> Sequence[MemoryRecord]:
    """Memories, newest first."""
    query = select(MemoryRecord).where(visible.current(), _of_kinds(page.kinds))
    if page.after:
        last = (
            select(MemoryRecord.created_at, MemoryRecord.id)
            .where(visible.current(), MemoryRecord.id == page.after)
            .subquery()
        )
        query = query.join(
            last,
            or_(
                MemoryRecord.created_at < last.c.created_at,
                and_(MemoryRecord.created_at == last.c.created_at, MemoryRecord.id < last.c.id),
            ),
        )
    order = query.order_by(MemoryRecord.created_at.desc(), MemoryRecord.id.desc())
    return (await session.scalars(order.limit(page.limit))).all()


async def find_by_ids(
    session: ReadSession, visible: Visible, kinds: tuple[str, ...], ids: Sequence[str]
) -> Sequence[MemoryRecord]:
    """Those of these memories that the caller may see."""
    query = select(MemoryRecord).where(
        visible.current(), _of_kinds(kinds), MemoryRecord.id.in_(ids)
    )
    return (await session.scalars(query)).all()


async def find_candidates(
    session: ReadSession,
    visible: Visible,
    kinds: tuple[str, ...],
    stems: Sequence[str],
    path: str | None,
) -> Sequence[MemoryRecord]:
    """Memories with one of the stems in their text, or anchored in this file.

    The most stems first, then the newest.
    """
    hits = [MemoryRecord.text.icontains(stem, autoescape=True) for stem in stems[:_MAX_TERMS]]
    if path:
        hits.append(MemoryRecord.anchor_path == path)
    if not hits:
        return ()
    query = select(MemoryRecord).where(visible.current(), _of_kinds(kinds), or_(*hits))
    how_many = sum((case((hit, 1), else_=0) for hit in hits[1:]), case((hits[0], 1), else_=0))
    promising = query.order_by(how_many.desc(), MemoryRecord.created_at.desc())
    return (await session.scalars(promising.limit(_MAX_CANDIDATES))).all()


async def count(session: ReadSession, visible: Visible) -> int:
    """How many memories the caller may see."""
    query = select(func.count()).select_from(MemoryRecord).where(visible.current())
    return await session.scalar(query) or 0


async def retire(
    session: WriteSession,
    record: MemoryRecord,
    user_id: str,
    at: datetime,
    superseded_by_id: str | None = None,
) -> None:
    """Take a memory out of sight; its row stays."""
    record.retired_at, record.retired_by_id = at, user_id
    record.superseded_by_id = superseded_by_id
    await session.flush()


async def without_vector(session: ReadSession, model: str, limit: int) -> Sequence[MemoryRecord]:
    """The tier's own upkeep, for every organization: current memories that need a vector."""
    query = select(MemoryRecord).where(
        MemoryRecord.retired_at.is_(None),
        or_(MemoryRecord.vector_model.is_(None), MemoryRecord.vector_model != model),
    )
    oldest = query.order_by(MemoryRecord.organization_id, MemoryRecord.created_at).limit(limit)
    return (await session.scalars(oldest)).all()


async def with_needless_vector(session: ReadSession, limit: int) -> Sequence[MemoryRecord]:
    """The tier's own upkeep: retired memories whose vector is still there."""
    query = select(MemoryRecord).where(
        MemoryRecord.retired_at.is_not(None), MemoryRecord.vector_model.is_not(None)
    )
    return (await session.scalars(query.limit(limit))).all()


async def mark_vectors(session: WriteSession, ids: Sequence[str], model: str | None) -> None:
    """Note which model these memories have a vector of."""
    marked = update(MemoryRecord).where(MemoryRecord.id.in_(ids)).values(vector_model=model)
    await session.execute(marked)


async def forget_vectors(session: WriteSession, model: str) -> None:
    """Note that the store lost every vector of a model."""
    lost = update(MemoryRecord).where(MemoryRecord.vector_model == model).values(vector_model=None)
    await session.execute(lost)


def _of_kinds(kinds: tuple[str, ...]) -> ColumnElement[bool]:
    return MemoryRecord.kind.in_(kinds) if kinds else MemoryRecord.id.is_not(None)
