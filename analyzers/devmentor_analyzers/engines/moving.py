"""What an engine has to hear when the folders it works in change, or what is in them."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Final, Protocol

from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.recipe import named

_NOWHERE = object()
_MOST: Final = 200
"""Entries of a folder that are looked at; one with more was there before."""

_HIGHEST: Final = 8
"""Folders around a file that may have come with it."""

_CACHES: Final = frozenset({"__pycache__"})
Places = Mapping[Path, Json]
"""Folders, and what is set there."""


class Working(Protocol):
    """An engine, and where it works."""

    folders: list[Path]
    scoped: Mapping[Path, Json]


def places(engine: Working) -> dict[Path, Json]:
    """Where an engine works, and what is set there."""
    return {folder: engine.scoped.get(folder) for folder in engine.folders}


def moves(before: Places, now: Places) -> tuple[list[Path], list[Path]]:
    """Folders that came and went; one whose settings changed did both: that is when they are read."""
    added = [folder for folder in now if before.get(folder, _NOWHERE) != now[folder]]
    removed = [folder for folder in before if before[folder] != now.get(folder, _NOWHERE)]
    return added, removed


def hears_of_moves(capabilities: Json) -> bool:
    """Tell whether an engine takes other folders while it runs."""
    about: Json = capabilities.get("workspace")
    folders: Json = about.get("workspaceFolders") if about else None
    return bool(folders and folders.get("changeNotifications"))


def events(added: list[Path], removed: list[Path]) -> Iterator[Json]:
    """What `workspace/didChangeWorkspaceFolders` tells: first what went."""
    if removed:
        yield {"added": [], "removed": named(removed)}
    if added:
        yield {"added": named(added), "removed": []}


def watched(paths: Iterable[Path], made: Collection[Path]) -> list[Json]:
    """Files as `workspace/didChangeWatchedFiles` tells of them.

    ty looks for a module that was not there only when a file is said to be new, and its folder, when
    that is new too; editors tell of files alone.
    """
    files = [*paths]
    folders = dict.fromkeys(folder for path in files for folder in _come_or_gone(path, made))
    return [
        {"uri": path.as_uri(), "type": (1 if path in made else 2) if path.exists() else 3}
        for path in files
    ] + [{"uri": each.as_uri(), "type": 1 if each.is_dir() else 3} for each in folders]


def _come_or_gone(path: Path, made: Collection[Path]) -> Iterator[Path]:
    """Folders around a file that hold nothing that was there before, or went with it."""
    inner = path
    for folder in path.parents[:_HIGHEST]:
        try:
            with os.scandir(folder) as entries:
                others = {entry.name for entry in islice(entries, _MOST)} - _CACHES
        except FileNotFoundError:
            yield folder
            continue
        except OSError:
            return
        known = {inner.name, *(each.name for each in made if each.parent == folder)}
        if path not in made or not others <= known:
            return
        yield folder
        inner = folder
