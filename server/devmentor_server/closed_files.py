"""What is found in files that are not open: looked at one by one, and again once it may differ."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from devmentor_analyzers.advice.importers import Importers
from devmentor_analyzers.files import walk
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.workspace import Workspace
from devmentor_protocol.finding import Finding
from devmentor_server.documents import Documents
from devmentor_server.open_texts import OpenTexts
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

    A file is looked at again when it or its branch changes, or what it imports, on the disk or in
    an open document; and all are when settings do.
    """

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self.forget()

    def forget(self) -> None:
        """Settings or folders changed: look at everything again."""
        self._known: dict[Path, tuple[Stamp, ClosedFile]] = {}
        self._listed: tuple[float, tuple[Path, ...]] | None = None
        self._changed: set[Path] = set()
        self._new: set[Path] = set()
        self._importers = Importers()
        self._open = OpenTexts()

    def list_anew(self) -> None:
        """Files were made or deleted."""
        if self._listed is not None:
            self._listed = 0.0, self._listed[1]

    async def paths(self, analysis: Workspace, open_: Sequence[Snapshot] = ()) -> tuple[Path, ...]:
        """The files, in order; some documents are open instead of theirs."""
        now = time.monotonic()
        before = self._listed
        if before is None or not before[0] or now - before[0] > _LISTED_SECONDS:
            paths = await asyncio.to_thread(_list, analysis.folders)
            self._listed = now, paths
            if before is not None:
                self._new |= set(paths).difference(before[1])
        else:
            paths = before[1]
        await asyncio.to_thread(self._look_around, open_)
        for path in self._known.keys() - set(paths):
            del self._known[path]
        return paths

    async def look(self, analysis: Workspace, path: Path) -> ClosedFile | None:
        """What is found in a file; None when it is gone or no text."""
        stamp = await asyncio.to_thread(_stamp, path, analysis)
        known = self._known.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        snapshot = await asyncio.to_thread(self._documents.load, path) if stamp else None
        if known is not None and (snapshot is None or snapshot.text != known[1].snapshot.text):
            self._changed.add(path)
            analysis.files_changed([path])  # not every client tells of files
        if stamp is None or snapshot is None:
            self._known.pop(path, None)
            self._new.add(path)  # should it come back
            return None
        findings = await analysis.findings_on_disk(snapshot)
        await asyncio.to_thread(self._importers.read, snapshot)
        if path in self._new:
            self._new.discard(path)
            self._changed.add(path)
        found = ClosedFile(snapshot, findings, result_id(snapshot, findings))
        self._known[path] = stamp, found
        return found

    def _look_around(self, open_: Sequence[Snapshot]) -> None:
        """Forget what was found in files that import one that changed. Blocks."""
        on_disk = {path: found.snapshot.text for path, (_, found) in list(self._known.items())}
        for path, snapshot in self._open.changed(open_, on_disk).items():
            self._changed.add(path)
            if snapshot is not None:
                self._importers.read(snapshot)
        changed, self._changed = self._changed, set()
        for path in self._importers.of(changed) if changed else ():
            self._known.pop(path, None)


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
