"""Syntax errors of many files, and advice: each is read once, and parsed only where it has to be."""

import asyncio
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from devmentor_analyzers.advice.alone import advice_at_once
from devmentor_analyzers.reading import Unreadable, has_odd_name, read_snapshot
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.syntax.faults import faults
from devmentor_analyzers.syntax.languages import grammar, language_of
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Finding

_FEW = 300
"""To parse more files than this is worth the half second that worker processes need to start."""

_BATCH = 64
_MARK = "devmentor:"
"""How comments begin that speak to DevMentor."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not analysed, and why."""

    path: Path
    reason: str


class Faults(NamedTuple):
    """What files that were read say by themselves."""

    found: list[Finding]
    skipped: list[Skipped]
    speaking: list[Path]
    """Those in which a comment may speak to DevMentor."""

    @classmethod
    def joined(cls, parts: Iterable["Faults"]) -> "Faults":
        """All of several."""
        found, skipped, speaking = cls([], [], [])
        for each in parts:
            found += each.found
            skipped += each.skipped
            speaking += each.speaking
        return cls(found, skipped, speaking)


async def faults_of(files: Sequence[Path], settings: Settings, *, python: bool) -> Faults:
    """Syntax errors of files, the settings' advice, and those that cannot be read.

    Syntax errors in Python are looked for only when `python` says that no engine does.
    """
    parsed: list[Path] = []
    read: list[Path] = []
    for file in files:
        (parsed if python or language_of(file) != "python" else read).append(file)
    looking = partial(_look, settings=settings)
    answers = await asyncio.gather(
        asyncio.to_thread(_looked, parsed, partial(looking, parse=True), True),
        asyncio.to_thread(_looked, read, partial(looking, parse=False), settings.advice.needs_tree),
    )
    return Faults.joined(answers)


def _looked(
    files: Sequence[Path], look: Callable[[Sequence[Path]], Faults], parses: bool
) -> Faults:
    if not parses or len(files) <= _FEW:
        return look(files)
    batches = [files[start : start + _BATCH] for start in range(0, len(files), _BATCH)]
    from concurrent.futures import ProcessPoolExecutor  # seldom needed, slow to import
    from multiprocessing import get_context

    # Spawned: a fork of a process that has threads may hang.
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as workers:
        return Faults.joined(workers.map(look, batches))


def _look(files: Sequence[Path], *, settings: Settings, parse: bool) -> Faults:
    found, skipped, speaking = Faults([], [], [])
    for path in files:
        if has_odd_name(path):
            skipped.append(Skipped(path, "its name is not UTF-8; rename it"))
            continue
        try:
            snapshot = read_snapshot(path, settings.max_file_bytes)
        except Unreadable as error:
            skipped.append(Skipped(path, str(error)))
            continue
        if parse and grammar(snapshot.language) is not None:
            found += faults(Parsed(snapshot.language, snapshot.text, None), str(path))
        found += advice_at_once(snapshot, settings.advice)
        if _MARK in snapshot.text:
            speaking.append(path)
    return Faults(found, skipped, speaking)
