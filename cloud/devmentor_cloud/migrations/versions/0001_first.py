"""Users, organizations, projects, events, memories: the first tables."""

import sqlalchemy as sa
from alembic import op

from devmentor_cloud.stores.records import UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Apply."""
    _people()
    _projects()
    _events()
    _memories()


def downgrade() -> None:
    """Take back."""
    for table in ("memories", "events", "projects", "memberships", "users", "organizations"):
        op.drop_table(table)


def _people() -> None:
    op.create_table(
        "organizations",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("slug", sa.String(100), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False, unique=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "memberships",
        sa.Column("id", sa.String(32), primary_key=True),
        _organization(),
        sa.Column(
            "user_id", sa.String(32), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.UniqueConstraint("organization_id", "user_id"),
    )


def _projects() -> None:
    op.create_table(
        "projects",
        sa.Column("id", sa.String(32), primary_key=True),
        _organization(),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_by", sa.String(32), sa.ForeignKey("users.id"), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.UniqueConstraint("organization_id", "name"),
    )


def _events() -> None:
    op.create_table(
        "events",
        _organization(primary_key=True),
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("user_id", sa.String(32), sa.ForeignKey("users.id"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("project", sa.String(200)),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
    )


def _memories() -> None:
    op.create_table(
        "memories",
        sa.Column("id", sa.String(32), primary_key=True),
        _organization(),
        sa.Column("scope", sa.String(16), nullable=False),
        sa.Column("owner_id", sa.String(32), nullable=False),
        sa.Column("project", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("author_id", sa.String(32), sa.ForeignKey("users.id"), nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("anchor_path", sa.String(1_000)),
        sa.Column("anchor_symbol", sa.String(500)),
        sa.Column("anchor_syntax_hash", sa.String(128)),
        sa.Column("anchor_commit", sa.String(64)),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("retired_at", UtcDateTime()),
        sa.Column("retired_by_id", sa.String(32), sa.ForeignKey("users.id")),
        sa.Column("superseded_by_id", sa.String(32), sa.ForeignKey("memories.id")),
        sa.Column("vector_model", sa.String(100)),
    )
    current = sa.text("retired_at IS NULL")
    op.create_index(
        "uq_memories_current_text",
        "memories",
        ["organization_id", "scope", "owner_id", "project", "content_hash"],
        unique=True,
        sqlite_where=current,
        postgresql_where=current,
    )
    op.create_index(
        "ix_memories_organization_id_project_created_at",
        "memories",
        ["organization_id", "project", "created_at"],
    )


def _organization(*, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column(
        "organization_id",
        sa.String(32),
        sa.ForeignKey("organizations.id", ondelete="CASCADE"),
        nullable=False,
        primary_key=primary_key,
    )
