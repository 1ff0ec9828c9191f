"""What the past of a folder tells: hotspots, ownership, files that change together, age."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from devmentor_analyzers.git import GitError
from devmentor_analyzers.history.age import Age, ages
from devmentor_analyzers.history.cochange import Pair, changes_together
from devmentor_analyzers.history.complexity import complexity_of, is_measured
from devmentor_analyzers.history.hotspots import Hotspot, authors_of, hotspots
from devmentor_analyzers.history.ownership import Ownership, folders, ownership
from devmentor_analyzers.history.past import Past
from devmentor_analyzers.history.reading import Bounds, read_past
from devmentor_analyzers.history.repository import Repository, repository_of
from devmentor_analyzers.history.store import opened, store_path
from devmentor_analyzers.settings import Settings

_SUPPORT = 5
_CONFIDENCE = 0.5
_HOT = 50
"""Hotspots whose owners are of interest."""

_NEVER_OWNED = 3
"""Fewer commits than this say nothing about who knows a file."""


@dataclass(frozen=True, slots=True)
class Insights:
    """The whole report; paths as git calls them, people as indices of `past.people`."""

    repository: Repository
    past: Past
    hotspots: list[Hotspot]
    folders: list[Ownership]
    """The folder itself first, then those just inside it."""

    files: list[Ownership]
    """Hotspots and how few people know them, the most endangered first."""

    pairs: list[Pair]
    ages: list[Age]
    """Code, the longest unchanged first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report is to be about."""

    since: int | None = None
    """Commits since then (seconds since 1970); None: all that are read."""

    bounds: Bounds = field(default_factory=Bounds)
    support: int = _SUPPORT
    confidence: float = _CONFIDENCE


async def insights(
    path: Path,
    wanted: Wanted,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Insights:
    """Look into the past of a folder or a file. Raises `GitError`. Blocks for up to seconds."""
    repository = await repository_of(path if path.is_dir() else path.parent)
    top = _top(repository, path)
    past = await read_past(repository, wanted.bounds, on_progress)
    if wanted.since is not None:
        past = past.since(wanted.since)
    files = sorted(each for each in past.files if _is_inside(each, top))
    if not files:
        raise GitError(f"git does not track anything in {path}.")
    code = [each for each in files if is_measured(each)]
    authors = authors_of(past)
    known = ages(past)
    with opened(store_path(repository.root)) as store:
        hot = hotspots(
            past,
            code,
            lambda name: complexity_of(store, repository.root / name, Settings().max_file_bytes),
        )
    return Insights(
        repository=repository,
        past=past,
        hotspots=hot,
        folders=folders(authors, files, top),
        files=_endangered([ownership(each.path, authors[each.path]) for each in hot[:_HOT]]),
        pairs=changes_together(
            past,
            support=wanted.support,
            confidence=wanted.confidence,
            wanted=lambda each: _is_inside(each, top),
        ),
        ages=sorted((known[each] for each in code if each in known), key=lambda age: age.last),
    )


def _endangered(owned: list[Ownership]) -> list[Ownership]:
    """Those that hang on the fewest people; they are given by heat, which decides between equals."""
    telling = [each for each in owned if each.commits >= _NEVER_OWNED]
    return sorted(telling, key=lambda each: (each.bus_factor, -round(each.share, 1)))


def _top(repository: Repository, path: Path) -> str:
    """What the names of all files in a folder begin with; a file's own name."""
    name = repository.name_of(path)
    if name is None:
        raise GitError(f"{path} is outside of its repository, {repository.root}.")
    return f"{name}/" if name and path.is_dir() else name


def _is_inside(name: str, top: str) -> bool:
    return name.startswith(top) if not top or top.endswith("/") else name == top
