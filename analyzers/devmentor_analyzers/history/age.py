"""When files were first and last changed."""

from dataclasses import dataclass
from datetime import UTC, datetime

from devmentor_analyzers.history.past import Past


@dataclass(frozen=True, slots=True)
class Age:
    """One file; seconds since 1970."""

    path: str
    first: int
    """The oldest change that was read: the file may be older when the past is cut."""

    last: int


def ages(past: Past) -> dict[str, Age]:
    """The age of every file that some commit changed."""
    found: dict[str, Age] = {}
    for commit in past.commits:
        for path in commit.files:
            age = found.get(path, Age(path, commit.time, commit.time))
            first, last = min(age.first, commit.time), max(age.last, commit.time)
            found[path] = Age(path, first, last)
    return found


def in_words(seconds: int) -> str:
    """How long ago: `today`, `3 days ago`, `14 months ago`; a clock that is wrong says `today`."""
    days = seconds // 86_400
    for unit, length in (("year", 365), ("month", 30), ("week", 7)):
        if days >= 2 * length:
            return f"{days // length} {unit}s ago"
    if days < 1:
        return "today"
    return f"{days} days ago" if days > 1 else "yesterday"


def day(time: int) -> str:
    """A day in UTC, as ISO 8601 writes it; `unknown` for a time that is none."""
    try:
        return datetime.fromtimestamp(time, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return "unknown"
