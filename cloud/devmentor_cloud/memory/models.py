"""Memories as they are kept: appended, superseded, retired, never overwritten."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from devmentor_cloud.stores.records import Record, new_id, now

_CURRENT = text("retired_at IS NULL")


class MemoryRecord(Record):
    """One memory. Its words and provenance never change; only its standing does.

    `owner_id` and `project` are empty strings, not null, where they do not apply: a unique index
    treats two nulls as different, and the same text is kept once in each place.
    """

    __tablename__ = "memories"
    __table_args__ = (
        Index(
            "uq_memories_current_text",
            "organization_id",
            "scope",
            "owner_id",
            "project",
            "content_hash",
            unique=True,
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
        ),
        Index(None, "organization_id", "project", "created_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"))
    scope: Mapped[str] = mapped_column(String(16))
    owner_id: Mapped[str] = mapped_column(String(32), default="")
    """The one user who may see it; empty when the scope is wider than a user."""

    project: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    content_hash: Mapped[str] = mapped_column(String(64))
    """Of the text without regard to case, spacing and closing punctuation."""

    author_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    author: Mapped[str] = mapped_column(String(200))
    """The author's name when it was written."""

    anchor_path: Mapped[str | None] = mapped_column(String(1_000))
    anchor_symbol: Mapped[str | None] = mapped_column(String(500))
    anchor_syntax_hash: Mapped[str | None] = mapped_column(String(128))
    anchor_commit: Mapped[str | None] = mapped_column(String(64))

    created_at: Mapped[datetime] = mapped_column(default=now)
    retired_at: Mapped[datetime | None] = mapped_column(default=None)
    retired_by_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"), default=None)
    superseded_by_id: Mapped[str | None] = mapped_column(ForeignKey("memories.id"), default=None)

    vector_model: Mapped[str | None] = mapped_column(String(100), default=None)
    """The model of the vector in the vector store; null while there is none."""
