"""The past of a repository, read from git within bounds and kept: next time only what is new."""

import os
import time
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from devmentor_analyzers.git import GitError
from devmentor_analyzers.history.log import LoggedCommit, details, files_at_head, newest
from devmentor_analyzers.history.past import Commit, Past, follow_renames
from devmentor_analyzers.history.people import named
from devmentor_analyzers.history.repository import Repository
from devmentor_analyzers.history.store import Store, opened, store_path

_BATCH = 500
"""Commits between two savings: what a kill may cost."""

_MOST_DAMAGED = 20
"""Commits that cannot be read are passed over one by one; after so many nobody tries further."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is read at most; what is left is read the next time."""

    commits: int = 20_000
    """The past ends there, however often it is read."""

    seconds: float = 60.0
    """Of reading what is new."""

    touches: int = 2_000_000
    """Files of commits, read in one go."""


async def read_past(
    repository: Repository,
    bounds: Bounds,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Past:
    """Bring what is kept up to date and return the past. Raises `GitError`.

    `on_progress` is told how many of the new commits have been read, of how many. Blocks for up to
    seconds in between: for a process of its own.
    """
    listed, cut = await newest(repository, bounds.commits)
    with opened(store_path(repository.root)) as store:
        reading = _Reading(repository, store, bounds, on_progress)
        early = await reading.read(store.unread(listed))
        identities = store.people()
        people, who = await named(repository, identities)
        today = await files_at_head(repository)
        followed = follow_renames(store.commits(listed), store.paths(), today)
    commits = [Commit(when, who[author], files, size) for when, author, files, size in followed]
    return Past(commits, people, frozenset(map(os.fsdecode, today)), early or cut)


class _Reading:
    """Reads what is new, newest first, until it is done or a bound is reached."""

    def __init__(
        self,
        repository: Repository,
        store: Store,
        bounds: Bounds,
        on_progress: Callable[[int, int], None],
    ) -> None:
        self._repository = repository
        self._store = store
        self._bounds = bounds
        self._on_progress = on_progress
        self._touches = 0
        self._damaged = 0

    async def read(self, unread: Sequence[str]) -> str:
        """Read the commits; why it ended before the last of them, or empty."""
        end = time.monotonic() + self._bounds.seconds
        done, size = 0, _BATCH
        while done < len(unread):
            batch = unread[done : done + size]
            read = await self._batch(batch)
            done += len(read)
            if not read and size == 1:
                done, self._damaged = done + 1, self._damaged + 1
            # git may stop before it has told what it had read: look again, one by one
            size = 1 if len(read) < len(batch) and size > 1 else _BATCH
            self._on_progress(done, len(unread))
            if self._damaged > _MOST_DAMAGED:
                return "too many commits cannot be read; `git fsck` says what is damaged"
            if done < len(unread) and self._is_enough(end):
                return f"{len(unread) - done:,} commits are left for the next time"
        return f"{self._damaged:,} commits cannot be read" if self._damaged else ""

    def _is_enough(self, end: float) -> bool:
        return time.monotonic() > end or self._touches > self._bounds.touches

    async def _batch(self, batch: Sequence[str]) -> list[LoggedCommit]:
        """Read and keep as many as can be read, up to the first that cannot."""
        read: list[LoggedCommit] = []
        try:
            async with aclosing(details(self._repository, batch)) as commits:
                async for commit in commits:
                    read.append(commit)
        except GitError:
            pass  # what was read before it counts
        self._store.keep(read)
        self._touches += sum(len(commit.touches) for commit in read)
        return read
