"""What memories look like to callers: the contract's own values, and a little more."""

from pydantic import Field

from devmentor_cloud.memory.models import MemoryRecord
from devmentor_protocol.memory import Anchor, Kind, Memory, RememberParams, Scope
from devmentor_protocol.wire import Wire


class NewMemory(RememberParams):
    """A memory to keep; it may take the place of another, which is kept and no longer found."""

    supersedes: str | None = Field(default=None, max_length=32)


class Memories(Wire):
    """A page of memories, newest first; `next` asks for the page after it."""

    memories: tuple[Memory, ...]
    next: str | None = None


def to_memory(record: MemoryRecord) -> Memory:
    """A row as the contract writes it."""
    return Memory(
        id=record.id,
        text=record.text,
        kind=Kind(record.kind),
        scope=Scope(record.scope),
        project=record.project or None,
        anchor=_anchor(record),
        created_at=record.created_at,
        author=record.author,
    )


def _anchor(record: MemoryRecord) -> Anchor | None:
    if record.anchor_path is None:
        return None
    return Anchor(
        path=record.anchor_path,
        symbol=record.anchor_symbol,
        syntax_hash=record.anchor_syntax_hash,
        commit=record.anchor_commit,
    )
