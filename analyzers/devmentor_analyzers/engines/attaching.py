"""From a wanted engine to one that can be started: its program, and the folders it works in."""

import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from devmentor_analyzers.engines.attachment import Attachment
from devmentor_analyzers.engines.binaries import binary
from devmentor_analyzers.engines.recipe import Recipe

_MOST_BYTES: Final = 8 * 2**20
"""Of one message: longer ones take the event loop too long to read."""

_MOST_FOLDERS: Final = 200


def recipe(wanted: Attachment, beside: Sequence[Path], max_bytes: int) -> Recipe:
    """How to start it; `beside` are folders whose programs come before those of the shell."""
    program = None if wanted.refused else find_program(wanted.command[0], beside)
    return Recipe(
        name=wanted.name,
        command=[str(program), *wanted.command[1:]] if program else None,
        languages=frozenset(wanted.languages),
        options=json.loads(wanted.options),
        settings=json.loads(wanted.settings),
        start_seconds=wanted.start_seconds,
        pulls=wanted.pulls,
        max_bytes=max_bytes,
        max_message_bytes=_MOST_BYTES,
        absent=wanted.refused or f"There is no program {wanted.command[0]!r} here: install it.",
    )


def find_program(name: str, beside: Sequence[Path]) -> Path | None:
    """A program by its path, or by its name: in our environment, the project's, then the shell's."""
    if os.sep in name:
        path = Path(name).expanduser()
        return path if os.access(path, os.X_OK) else None
    if (own := binary(name)) is not None:
        return own
    found = shutil.which(name, path=os.pathsep.join(map(str, beside))) if beside else None
    found = found or shutil.which(name)
    return Path(found) if found else None


def root(folder: Path, markers: Sequence[str]) -> Path | None:
    """Where the project of an engine begins: at its marker in or above a folder, or right below."""
    if not markers:
        return folder
    for place in (folder, *folder.parents):
        if any((place / marker).exists() for marker in markers):
            return place
    try:
        inside = sorted(each for each in folder.iterdir() if each.is_dir())[:_MOST_FOLDERS]
    except OSError:
        return None
    return next((p for p in inside if any((p / m).exists() for m in markers)), None)
