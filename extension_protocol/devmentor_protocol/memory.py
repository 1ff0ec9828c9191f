"""`memory/*`: what a developer or a team wants remembered, and finding it again."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from devmentor_protocol.wire import Wire


class Scope(StrEnum):
    """Who a memory is for."""

    USER = "user"
    PROJECT = "project"
    ORGANIZATION = "organization"


class Kind(StrEnum):
    """What sort of thing is remembered."""

    FACT = "fact"
    DECISION = "decision"
    CONVENTION = "convention"
    PREFERENCE = "preference"
    LESSON = "lesson"
    EPISODE = "episode"


class Anchor(Wire):
    """The code a memory is about. `syntax_hash` ignores comments and formatting."""

    path: str = Field(max_length=1_000)
    symbol: str | None = Field(default=None, max_length=500)
    syntax_hash: str | None = Field(default=None, max_length=128)
    commit: str | None = Field(default=None, max_length=64)


class Memory(Wire):
    """Something remembered."""

    id: str
    text: str
    kind: Kind
    scope: Scope
    project: str | None = None
    anchor: Anchor | None = None
    created_at: datetime
    author: str


class RememberParams(Wire):
    """Remember a text. The same text in the same place is kept once."""

    text: str = Field(min_length=1, max_length=8_000)
    kind: Kind = Kind.FACT
    scope: Scope = Scope.USER
    project: str | None = Field(default=None, max_length=200)
    anchor: Anchor | None = None


class RememberResult(Wire):
    """The memory as kept; `merged` when it was known already."""

    memory: Memory
    merged: bool


class RecallParams(Wire):
    """Find memories that bear on a query."""

    query: str = Field(min_length=1, max_length=8_000)
    project: str | None = Field(default=None, max_length=200)
    kinds: tuple[Kind, ...] = ()
    near: Anchor | None = None
    limit: int = Field(default=5, ge=1, le=50)


class Recalled(Wire):
    """A memory and why it was found: higher scores first, `why` in words."""

    memory: Memory
    score: float
    why: str


class RecallResult(Wire):
    """Memories, best first."""

    memories: tuple[Recalled, ...]
