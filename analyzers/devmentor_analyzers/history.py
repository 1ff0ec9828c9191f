"""Who changed some lines last, and why, from git."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit; `date` is ISO 8601, `sha` is whole."""

    sha: str
    author: str
    date: str
    subject: str


async def history_of(path: Path, start_line: int, end_line: int, limit: int = 3) -> list[Commit]:
    """Newest commits that touched lines (from zero, both included); empty without a repository."""
    return []
