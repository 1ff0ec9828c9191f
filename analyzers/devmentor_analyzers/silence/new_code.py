"""Which lines of a document are this branch's work, known at once while one types.

Git compares the file on the disk with where the branch began; what was typed since then is carried
over. Git runs again when the file or the branch moved; meanwhile what it said before has to do.
"""

import asyncio
import logging
import time
from dataclasses import dataclass
from pathlib import Path

from devmentor_analyzers.checking.changes import (
    EVERYTHING,
    Base,
    Changes,
    Lines,
    base_at,
    changes_from,
    default_branch,
    is_tracked,
)
from devmentor_analyzers.git import GitError
from devmentor_analyzers.silence.carrying import carried
from devmentor_analyzers.silence.repository import Stamp, git_folder, stamp, stamps
from devmentor_analyzers.snapshot import Snapshot

_log = logging.getLogger(__name__)
_PATIENCE_SECONDS = 0.2
_MOMENT_SECONDS = 1.0
_SECONDS = 5.0
"""A git that takes longer counts as none."""


@dataclass(frozen=True, slots=True)
class NewLines:
    """The new lines of a text, and where it was edited last."""

    lines: Lines
    edited: int | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    stamp: Stamp
    text: str
    lines: Lines
    edited: int | None = None


class NewCode:
    """Never raises: where git has nothing to say, everything is new."""

    def __init__(self) -> None:
        self._files: dict[str, _Known] = {}
        self._work: dict[str, tuple[Stamp, asyncio.Task[_Known]]] = {}
        self._bases: dict[Path, tuple[Stamp, asyncio.Task[Base | None]]] = {}
        self._moments: dict[Path, tuple[float, Stamp]] = {}
        self._starting: set[asyncio.Task[None]] = set()
        self._trees: dict[Path, tuple[Stamp, float, asyncio.Task[Changes | None]]] = {}

    def start(self, snapshot: Snapshot) -> None:
        """Have git look at a document that was opened; its lines are asked for soon."""
        if snapshot.uri not in self._files:
            self._starting = {each for each in self._starting if not each.done()}
            self._starting.add(asyncio.create_task(self._start(snapshot)))

    async def lines(self, snapshot: Snapshot, *, wait: bool) -> NewLines | None:
        """The new lines of a document; None when git has to be waited for and `wait` says no."""
        git, now = await asyncio.to_thread(_look, snapshot.path)
        if git is None or _has_lone_returns(snapshot.text):
            return NewLines(EVERYTHING)
        known = self._files.get(snapshot.uri)
        if known is None or known.stamp != now:
            work = self._measuring(snapshot, git, now)
            if wait:
                await asyncio.wait((work,), timeout=None if known is None else _PATIENCE_SECONDS)
            if work.done():
                known = await work
        if known is None:
            return None
        return await self._carried(snapshot, known)

    def moment(self, folder: Path) -> Stamp:
        """What changes when the branch of a folder moves; a second old at most. Blocks."""
        now = time.monotonic()
        known = self._moments.get(folder)
        if known is None or now - known[0] > _MOMENT_SECONDS:
            git = git_folder(folder)
            known = self._moments[folder] = now, stamp(git) if git else ()
        return known[1]

    async def lines_on_disk(self, path: Path) -> Lines:
        """The new lines of a file that is not open, out of one look at the whole repository."""
        git, now = await asyncio.to_thread(_look, path)
        base = await self._base(path.parent, git) if git else None
        if git is None or base is None:
            return EVERYTHING
        of_git, changed = now[1:], (now[0] or (0, 0))[0] / 1e9
        known = self._trees.get(git)
        if known is None or known[0] != of_git or known[1] <= changed + 0.1:
            known = of_git, time.time(), asyncio.create_task(_everywhere(base))
            self._trees[git] = known
        changes = await asyncio.shield(known[2])
        real = await asyncio.to_thread(_real, path)
        return changes.lines.get(real, ()) if changes else EVERYTHING

    async def base(self, folder: Path) -> Base | None:
        """What the work in a folder is compared with; None where there is no such commit."""
        git = await asyncio.to_thread(git_folder, folder)
        return await self._base(folder, git) if git else None

    def forget(self, uri: str) -> None:
        """A document was closed."""
        self._files.pop(uri, None)
        self._work.pop(uri, None)

    def close(self) -> None:
        """Stop all work."""
        for task in self._starting:
            task.cancel()
        for kept in (self._work, self._bases):
            for _, task in kept.values():
                task.cancel()
        for _, _, task in self._trees.values():
            task.cancel()

    async def _start(self, snapshot: Snapshot) -> None:
        git, now = await asyncio.to_thread(_look, snapshot.path)
        if git is not None:
            self._measuring(snapshot, git, now)

    async def _carried(self, snapshot: Snapshot, known: _Known) -> NewLines:
        if known.text != snapshot.text:
            after = await asyncio.to_thread(carried, known.lines, known.text, snapshot.text)
            known = _Known(known.stamp, snapshot.text, after.lines, after.edited)
        self._files[snapshot.uri] = known
        return NewLines(known.lines, known.edited)

    def _measuring(self, snapshot: Snapshot, git: Path, now: Stamp) -> "asyncio.Task[_Known]":
        """The work of git on a file as it is now, started when it is not under way."""
        before = self._work.get(snapshot.uri)
        if before is not None and before[0] == now and not _failed(before[1]):
            return before[1]
        task = asyncio.create_task(self._measure(snapshot.path, git, now))
        self._work[snapshot.uri] = now, task
        return task

    async def _measure(self, path: Path, git: Path, now: Stamp) -> _Known:
        base = await self._base(path.parent, git)
        real = await asyncio.to_thread(_real, path)
        lines = await _changed_lines(base, real) if base else EVERYTHING
        text = await asyncio.to_thread(_read, path)
        return _Known(now, text or "", EVERYTHING if text is None else lines)

    async def _base(self, folder: Path, git: Path) -> Base | None:
        now = await asyncio.to_thread(stamp, git)
        known = self._bases.get(git)
        if known is None or known[0] != now or _failed(known[1]):
            known = now, asyncio.create_task(_find_base(folder))
            self._bases[git] = known
        return await asyncio.shield(known[1])


async def _find_base(folder: Path) -> Base | None:
    try:
        async with asyncio.timeout(_SECONDS):
            branch = await default_branch(folder)
            base = await base_at(folder, branch)
    except (GitError, TimeoutError) as error:
        _log.info("everything counts as new in %s: %s", folder, error or "git takes too long")
        return None
    _log.info("new in %s is what changed since %s (%s)", base.root, branch, base.commit[:12])
    return base


async def _changed_lines(base: Base, path: Path) -> Lines:
    """What changed in one file; a new one may be an old one under another name."""
    try:
        async with asyncio.timeout(_SECONDS):
            found = (await changes_from(base, path, offline=True)).lines.get(path)
            if found is None:
                return () if await is_tracked(base, path) else EVERYTHING
            if found[0].start == 0 and found != EVERYTHING:
                found = (await changes_from(base, offline=True)).lines.get(
                    path, ()
                )  # here git can see a move
            return found
    except (GitError, TimeoutError, ValueError):  # the latter: the file is in another repository
        return EVERYTHING


async def _everywhere(base: Base) -> Changes | None:
    try:
        async with asyncio.timeout(_SECONDS):
            return await changes_from(base, offline=True)
    except (GitError, TimeoutError):
        return None


def _look(path: Path) -> tuple[Path | None, Stamp]:
    """The repository of a file, and what changes when the file or the branch does. Blocks."""
    git = git_folder(path.parent)
    return git, (*stamps(path), *stamp(git)) if git else ()


def _real(path: Path) -> Path:
    """The file that links lead to, as git names it. Blocks."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a link to itself, for example
        return path


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None


def _has_lone_returns(text: str) -> bool:
    r"""Tell whether lines end with `\r` alone, which git does not count as an end."""
    return "\r" in text and text.count("\r") != text.count("\r\n")


def _failed(task: "asyncio.Task[Base | None] | asyncio.Task[_Known]") -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)
