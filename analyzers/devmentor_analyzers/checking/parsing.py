"""Syntax errors of many files, and advice: each is read once, and parsed only where it has to be."""

import asyncio
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from devmentor_analyzers.advice.alone import advice_at_once
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
    """Syntax errors of files, the settings' advice, and those that cannot be read.

    Syntax errors in Python are looked for only when `python` says that no engine does.
    """
    parsed: list[Path] = []
    read: list[Path] = []
    for file in files:
        (parsed if python or language_of(file) != "python" else read).append(file)
    answers = await asyncio.gather(
        asyncio.to_thread(_looked, parsed, partial(_look, settings=settings, parse=True), True),
        asyncio.to_thread(
            _looked,
            read,
            partial(_look, settings=settings, parse=False),
            settings.advice.needs_tree,
        ),
    )
    found = [each for faulty, _ in answers for each in faulty]
    return found, [each for _, skipped in answers for each in skipped]


def _looked(
    files: Sequence[Path], look: Callable[[Sequence[Path]], Faults], parses: bool
) -> Faults:
    if not parses or len(files) <= _FEW:
        return look(files)
    batches = [files[start : start + _BATCH] for start in range(0, len(files), _BATCH)]
    # Spawned: a fork of a process that has threads may hang.
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as workers:
        answers = list(workers.map(look, batches))
    found = [each for faulty, _ in answers for each in faulty]
    return found, [each for _, skipped in answers for each in skipped]


def _look(files: Sequence[Path], *, settings: Settings, parse: bool) -> Faults:
    found: list[Finding] = []
    skipped: list[Skipped] = []
    for path in files:
        if has_odd_name(path):
            skipped.append(Skipped(path, "its name is not UTF-8; rename it"))
            continue
        try:
            snapshot = read_snapshot(path, settings.max_file_bytes)
        except Unreadable as error:
            skipped.append(Skipped(path, str(error)))
            continue
        if parse:
            found += faults(Parsed(snapshot.language, snapshot.text, None), str(path))
        found += advice_at_once(snapshot, settings.advice)
    return found, skipped
