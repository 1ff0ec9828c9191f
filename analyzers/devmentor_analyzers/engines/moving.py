"""What an engine has to hear when the folders it works in change, or what is in them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.recipe import named

_NOWHERE = object()
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

    ty looks for a module that was not there only when a file is said to be new.
    """
    return [
        {"uri": path.as_uri(), "type": (1 if path in made else 2) if path.exists() else 3}
        for path in paths
    ]
