"""`events/append`: what happened in the editor, kept durably and counted once."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field, JsonValue

from devmentor_protocol.wire import Wire


class EventKind(StrEnum):
    """What a developer did with what DevMentor showed."""

    EXPLAINED = "explained"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    FIXED = "fixed"
    REMEMBERED = "remembered"


class Event(Wire):
    """One thing that happened. `id` makes appending it twice harmless."""

    id: str = Field(min_length=8, max_length=64)
    kind: EventKind
    at: datetime
    project: str | None = Field(default=None, max_length=200)
    data: dict[str, JsonValue] = Field(default_factory=dict)


class AppendParams(Wire):
    """Events, oldest first."""

    events: tuple[Event, ...] = Field(min_length=1, max_length=500)


class Refused(Wire):
    """An event that will never be taken, and why."""

    id: str
    reason: str


class AppendResult(Wire):
    """Each event is either accepted (now or before) or refused for good."""

    accepted: tuple[str, ...]
    refused: tuple[Refused, ...] = ()
