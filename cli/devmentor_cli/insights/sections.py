"""The report as tables with a sentence each, whoever draws them."""

from collections.abc import Sequence
from dataclasses import dataclass

from devmentor_analyzers.history.age import day, in_words
from devmentor_analyzers.history.insights import Insights
from devmentor_analyzers.history.ownership import Ownership


@dataclass(frozen=True, slots=True)
class Section:
    """One table. Columns whose title ends with `#` hold numbers."""

    title: str
    meaning: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def heading(found: Insights) -> str:
    """What was looked at, in a sentence or two."""
    commits, people = found.past.commits, {commit.author for commit in found.past.commits}
    head = f"{len(commits):,} commits by {len(people):,} people"
    if commits:
        first = min(commit.time for commit in commits)
        head += f" since {day(first)}"
    return f"{head}. Not the whole history: {found.past.cut}." if found.past.cut else f"{head}."


def sections(found: Insights, limit: int, now: int) -> list[Section]:
    """The tables that have something to say, at most `limit` rows each; `now` is a time of day."""
    made = (
        _hotspots(found, limit),
        _folders(found, limit),
        _files(found, limit),
        _pairs(found, limit),
        _ages(found, limit, now),
    )
    return [each for each in made if each.rows]


def _hotspots(found: Insights, limit: int) -> Section:
    rows = [
        (each.path, f"{each.commits:,}", f"{each.complexity:,}", f"{each.authors:,}")
        for each in found.hotspots[:limit]
    ]
    meaning = "Hard to understand and often changed: cleaning up pays here first."
    return Section(
        "Hotspots", meaning, ("file", "commits #", "complexity #", "authors #"), (*rows,)
    )


def _folders(found: Insights, limit: int) -> Section:
    rows = [_owner(found, each) for each in found.folders[: limit + 1]]
    meaning = "Bus factor: the fewest people who together made more than half of the changes."
    return Section("Who knows what", meaning, _OWNERSHIP, (*rows,))


def _files(found: Insights, limit: int) -> Section:
    alone = [each for each in found.files if each.bus_factor == 1]
    rows = [_owner(found, each) for each in alone[:limit]]
    meaning = "Hotspots that hang on one person: have somebody else review or change them."
    return Section("One person's files", meaning, _OWNERSHIP, (*rows,))


_OWNERSHIP = ("path", "bus factor #", "main author", "share #", "authors #")


def _owner(found: Insights, each: Ownership) -> tuple[str, ...]:
    owner = found.past.people[each.owner]
    numbers = f"{each.share:.0%}", f"{each.authors:,}"
    return each.path or ".", str(each.bus_factor), owner, *numbers


def _pairs(found: Insights, limit: int) -> Section:
    rows = [
        (each.path, each.partner, f"{each.confidence:.0%}", f"{each.support:,}")
        for each in found.pairs[:limit]
    ]
    meaning = "Who changes the one usually changes the other: a dependency the code may hide."
    columns = ("file", "changes with", "how often #", "commits #")
    return Section("Changing together", meaning, columns, (*rows,))


def _ages(found: Insights, limit: int, now: int) -> Section:
    rows = [
        (each.path, in_words(now - each.last), day(each.last), day(each.first))
        for each in found.ages[:limit]
    ]
    meaning = "Code nobody has touched for longest: stable, or forgotten."
    return Section("Oldest code", meaning, ("file", "unchanged since", "last", "first"), (*rows,))


def is_number(column: str) -> bool:
    """Tell whether a column holds numbers."""
    return column.endswith("#")


def titles(columns: Sequence[str]) -> list[str]:
    """The columns' titles as people read them."""
    return [column.removesuffix(" #") for column in columns]
