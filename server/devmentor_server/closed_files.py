"""What is found in files that are not open: looked at one by one, and again once they change."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from devmentor_analyzers.files import walk
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.workspace import Workspace
from devmentor_protocol.finding import Finding
from devmentor_server.documents import Documents
from devmentor_server.reports import result_id

_MOST_FILES = 500
_MOST_WALKED = 20_000
"""Files of any kind that are passed in search of those that are analysed."""

_LISTED_SECONDS = 30.0
_SUFFIXES = (".py", ".pyi")
Stamp = tuple[int, int, object]
"""Time of change and size of a file, and what else decides what is shown of it."""


@dataclass(frozen=True, slots=True)
class ClosedFile:
    """A file as it was when it was looked at."""

    snapshot: Snapshot
    findings: list[Finding]
    result_id: str
    """Equal for equal findings about the same text."""


class ClosedFiles:
    """Findings of the Python files of a workspace, bounded in number.

    A file is looked at again when it or its branch changes, and all are when settings do. That something in it
    no longer fits because another file changed is seen when it is opened.
    """

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._known: dict[Path, tuple[Stamp, ClosedFile]] = {}
        self._listed: tuple[float, tuple[Path, ...]] | None = None

    def forget(self) -> None:
        """Settings or folders changed: look at everything again."""
        self._known.clear()
        self._listed = None

    async def paths(self, analysis: Workspace) -> tuple[Path, ...]:
        """The files, in order."""
        now = time.monotonic()
        if self._listed is None or now - self._listed[0] > _LISTED_SECONDS:
            self._listed = now, await asyncio.to_thread(_list, analysis.folders)
            gone = self._known.keys() - set(self._listed[1])
            for path in gone:
                del self._known[path]
        return self._listed[1]

    async def look(self, analysis: Workspace, path: Path) -> ClosedFile | None:
        """What is found in a file; None when it is gone or no text."""
        stamp = await asyncio.to_thread(_stamp, path, analysis)
        known = self._known.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        snapshot = await asyncio.to_thread(self._documents.load, path) if stamp else None
        if stamp is None or snapshot is None:
            return None
        findings = await analysis.findings_on_disk(snapshot)
        found = ClosedFile(snapshot, findings, result_id(snapshot, findings))
        self._known[path] = stamp, found
        return found


def _list(folders: Sequence[Path]) -> tuple[Path, ...]:
    files = (path for folder in folders for path in islice(walk(folder), _MOST_WALKED))
    found = dict.fromkeys(path for path in files if path.suffix in _SUFFIXES)
    return tuple(islice(found, _MOST_FILES))


def _stamp(path: Path, analysis: Workspace) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, analysis.silence.moment(path)
