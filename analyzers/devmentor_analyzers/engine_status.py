"""How an engine is: what `doctor` and the status of the server show."""

from dataclasses import dataclass
from typing import Literal

EngineState = Literal["ready", "starting", "failed", "absent"]


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """One engine at one moment. `detail` says what is wrong and what to do; empty when all is well."""

    name: str
    state: EngineState
    version: str | None = None
    detail: str = ""
    pid: int | None = None
    """Of the resident process, when there is one."""

    rss_bytes: int | None = None
    """Resident memory of that process and its children."""
