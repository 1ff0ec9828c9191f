"""The modules of some folders, listed again when a folder has changed: a walk takes 50 ms, this 3."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

from devmentor_analyzers.files import IGNORE_FILES, walk
from devmentor_analyzers.semantics.moves import is_module

_SETTLED_NS = 100_000_000
"""The clock of a file system ticks so slowly that two changes may have the same time."""

_MOST_KEPT = 20_000
"""Paths and folders; what has more is walked each time, for the memory's sake."""


class Listing:
    """Asked in threads; two at once both list."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._known: tuple[tuple[Path, ...], dict[str, int], tuple[Path, ...]] | None = None

    def paths(self) -> tuple[Path, ...]:
        """All modules that git does not ignore, each once. Blocks."""
        folders = tuple(self._folders)
        if self._known and self._known[0] == folders and _are_same(self._known[1]):
            return self._known[2]
        begun = time.time_ns()
        looked_at: list[Path] = []
        files = [path for each in folders for path in walk(each, on_folder=looked_at.append)]
        stamps = {str(path): _stamp(str(path)) for path in looked_at}
        stamps |= {str(path): _stamp(str(path)) for path in files if path.name in IGNORE_FILES}
        paths = tuple(dict.fromkeys(path for path in files if is_module(path)))
        is_settled = all(begun - stamp > _SETTLED_NS for stamp in stamps.values())
        is_small = len(paths) + len(stamps) <= _MOST_KEPT
        self._known = (folders, stamps, paths) if is_settled and is_small else None
        return paths


def _are_same(stamps: dict[str, int]) -> bool:
    return all(_stamp(path) == stamp for path, stamp in stamps.items())


def _stamp(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0
