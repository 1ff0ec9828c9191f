"""Syntax errors of many files: each is read once, and parsed only where no engine does it."""

import asyncio
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from devmentor_analyzers.reading import Unreadable, has_odd_name, read_snapshot
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.syntax.faults import faults
from devmentor_analyzers.syntax.languages import language_of
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding

_FEW = 300
"""To parse more files than this is worth the half second that worker processes need to start."""

_BATCH = 64


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not analysed, and why."""

    path: Path
    reason: str


Faults = tuple[list[Finding], list[Skipped]]


async def faults_of(files: Sequence[Path], settings: Settings, *, python: bool) -> Faults:
    """Syntax errors of files, and those that cannot be read.

    Python is parsed only when `python` says that no engine looks at it; it is read all the same.
    """
    parsed: list[Path] = []
    read: list[Path] = []
    for file in files:
        (parsed if python or language_of(file) != "python" else read).append(file)
    looked = partial(_look, max_bytes=settings.max_file_bytes)
    many = len(parsed) > _FEW
    answers, (_, unread) = await asyncio.gather(
        asyncio.to_thread(_in_processes, parsed, settings.max_file_bytes)
        if many
        else asyncio.to_thread(lambda: [looked(parsed, parse=True)]),
        asyncio.to_thread(looked, read, parse=False),
    )
    found = [each for faulty, _ in answers for each in faulty]
    return found, [*(each for _, skipped in answers for each in skipped), *unread]


def _in_processes(files: Sequence[Path], max_bytes: int) -> list[Faults]:
    batches = [files[start : start + _BATCH] for start in range(0, len(files), _BATCH)]
    # Spawned: a fork of a process that has threads may hang.
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as workers:
        return list(workers.map(partial(_look, parse=True, max_bytes=max_bytes), batches))


def _look(files: Sequence[Path], *, parse: bool, max_bytes: int) -> Faults:
    found: list[Finding] = []
    skipped: list[Skipped] = []
    for path in files:
        if has_odd_name(path):
            skipped.append(Skipped(path, "its name is not UTF-8; rename it"))
            continue
        try:
            snapshot = read_snapshot(path, max_bytes)
        except Unreadable as error:
            skipped.append(Skipped(path, str(error)))
            continue
        if parse:
            found += faults(Parsed(snapshot.language, snapshot.text, None), str(path))
    return found, skipped
