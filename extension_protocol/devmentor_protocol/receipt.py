"""Receipts: what an answer was made from, and what it cost."""

from enum import StrEnum

from pydantic import Field

from devmentor_protocol.wire import Wire


class Rung(StrEnum):
    """How much of DevMentor is within reach."""

    CONNECTED = "connected"
    """The team's tier answers."""

    LOCAL = "local"
    """The tier on this machine answers."""

    OFFLINE = "offline"
    """No tier: everything local still works."""


class SourceRef(Wire):
    """Lines of a file that went into an answer; both ends counted from one, inclusive."""

    path: str
    start_line: int = Field(ge=1)
    end_line: int = Field(ge=1)


class Receipt(Wire):
    """Shown with an answer, so that nobody has to take it on trust."""

    rung: Rung
    model: str | None = None
    """None when no model was asked: the answer comes from documentation and code alone."""

    provider: str | None = None
    sources: tuple[SourceRef, ...] = ()
    memories: tuple[str, ...] = ()
    prompt_tokens: int = Field(default=0, ge=0)
    completion_tokens: int = Field(default=0, ge=0)
    cost_usd: float = Field(default=0.0, ge=0)
    stages_ms: dict[str, float] = Field(default_factory=dict)
    """Wall-clock milliseconds by stage: `context`, `recall`, `first_token`, `total`, …"""

    redactions: int = Field(default=0, ge=0)
    """Secrets that were taken out before the text left the machine."""

    notes: tuple[str, ...] = ()
    """What the reader should know: dropped context, a cut-off answer, a demonstration model."""
