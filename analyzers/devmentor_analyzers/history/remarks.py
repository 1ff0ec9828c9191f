"""Hints from a repository's past: that a file is a hotspot, that another usually changes with it."""

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path

from devmentor_analyzers.git import GitError, git
from devmentor_analyzers.history.facts import Facts, shown
from devmentor_analyzers.history.hotspots import Hotspot
from devmentor_analyzers.history.line_history import LineHistory
from devmentor_analyzers.history.repository import Repository
from devmentor_analyzers.history.surveys import Surveys
from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Range

HOTSPOT = "hotspot"
CHANGES_TOGETHER = "changes-together"
SOURCE = "devmentor"
_MOST_PARTNERS = 2
_ROOT_SECONDS = 60.0


class Remarks:
    """Few and quiet: most files have none, and asking about those asks git nothing."""

    def __init__(self, folders: Sequence[Path], lines: LineHistory, *, wanted: bool) -> None:
        self.wanted = wanted
        self.surveys = Surveys(folders)
        self._lines = lines
        self._roots: dict[Path, tuple[float, Path | None]] = {}
        self._awaited: set[Path] = set()

    async def findings(self, snapshot: Snapshot) -> list[Finding]:
        """The hints about a document as it is now."""
        root = await self._root(snapshot.path.parent) if self.wanted else None
        known = self.surveys.of(root) if root else None
        if known is None:
            return []
        try:
            return await self._remarks(snapshot, known)
        except GitError:
            return []

    def concern(self, path: Path) -> bool:
        """Tell whether a hint waits for a file to be changed."""
        return path.resolve() in self._awaited

    async def close(self) -> None:
        """Stop; no process is left."""
        await self.surveys.close()

    async def _remarks(self, snapshot: Snapshot, known: Facts) -> list[Finding]:
        repository = await self._lines.repository(snapshot.path.parent)
        name = await asyncio.to_thread(repository.name_of, snapshot.path)
        if name is None or not (name in known.hot or name in known.together):
            return []
        committed = await self._lines.compared(snapshot)
        if committed is None:
            return []
        line = committed.first_new or 0
        found = [_hotspot(snapshot, line, known.hot[name])] if name in known.hot else []
        if committed.changed and name in known.together:
            found += await self._together(repository, snapshot, line, known, name)
        return found

    async def _together(
        self, repository: Repository, snapshot: Snapshot, line: int, known: Facts, name: str
    ) -> list[Finding]:
        """One hint for each strong partner that is still as it was committed."""
        changed = await _changed(repository)
        found: list[Finding] = []
        for pair in known.together[name]:
            partner = repository.root / pair.partner
            if pair.partner in changed:  # or gone
                self._awaited.discard(partner)
            elif len(found) < _MOST_PARTNERS:
                self._awaited.add(partner)
                message = (
                    f"Usually {shown(pair.partner)} changes with this file "
                    f"({pair.support} of {pair.commits} commits), and it has not been changed."
                )
                found.append(_hint(snapshot, line, CHANGES_TOGETHER, message))
        return found

    async def _root(self, folder: Path) -> Path | None:
        now = time.monotonic()
        known = self._roots.get(folder)
        if known is None or now > known[0]:
            try:
                root = (await self._lines.repository(folder)).root
            except GitError:
                root = None
            self._roots[folder] = known = now + _ROOT_SECONDS, root
        return known[1]


async def _changed(repository: Repository) -> set[str]:
    """Files that differ from the newest commit, by size and time: contents would have to be read
    through programs that the repository may name.
    """
    told = await git(
        repository.root,
        *("diff-index", "--name-only", "-z", "--no-renames", "--ignore-submodules", "HEAD", "--"),
    )
    return set(told.decode("utf-8", "surrogateescape").split("\0"))


def _hotspot(snapshot: Snapshot, line: int, hot: Hotspot) -> Finding:
    message = (
        f"This file is one of the hottest of the project: {hot.commits} commits by {hot.authors} "
        f"people, cognitive complexity {hot.complexity}. Leave it a little simpler than you found it."
    )
    return _hint(snapshot, line, HOTSPOT, message)


def _hint(snapshot: Snapshot, line: int, code: str, message: str) -> Finding:
    return Finding(
        path=str(snapshot.path),
        range=Range.of(line, 0, line, max(1, len(snapshot.lines.line(line)))),
        code=code,
        message=message,
        severity=Severity.HINT,
        source=SOURCE,
    )
