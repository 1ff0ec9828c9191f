"""One thing the doctor looked at."""

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """How a part is doing."""

    OK = "ok"
    NOTE = "note"
    """Works, with less than there could be."""

    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class CheckUp:
    """A part, its state in words, and what to do when it is not well."""

    part: str
    health: Health
    detail: str
    fix: str | None = None
