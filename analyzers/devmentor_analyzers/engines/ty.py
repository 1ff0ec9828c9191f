"""Types, and names where they are sure, by a resident ty."""

import re
from collections.abc import Sequence
from pathlib import Path

from devmentor_analyzers.engines.binaries import binary
from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.engine import Engine
from devmentor_analyzers.engines.language_server import LanguageServer
from devmentor_analyzers.engines.reading import UNSURE
from devmentor_analyzers.engines.recipe import GIGABYTE, STILL_SECONDS, Recipe
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Hover
from devmentor_protocol.position import Position

NAME = "ty"
_OBJECT = re.compile(r"<(class|module) '([^']+)'>")


class Ty(LanguageServer):
    """Each question is answered with None when ty has nothing to say, is absent, or is not sure."""

    def __init__(self, folders: Sequence[Path], interpreter: Path | None) -> None:
        super().__init__(Engine(recipe(), folders))
        if interpreter is not None:
            self.engine.work_in(folders, {folder: settings(interpreter) for folder in folders})

    async def hover(self, snapshot: Snapshot, at: Position) -> Hover | None:
        """Type and documentation; None where the type is not known."""
        return readable(await super().hover(snapshot, at))


def recipe(max_bytes: int = 3 * GIGABYTE) -> Recipe:
    """How to start it."""
    program = binary(NAME)
    command = [str(program), "server"] if program else None
    # With imports a completion takes 400 ms instead of 8; ours come from the index.
    options: Json = {"completions": {"autoImport": False}}
    python = frozenset({"python"})
    return Recipe(NAME, command, python, options, max_bytes=max_bytes, still_seconds=STILL_SECONDS)


def settings(python: Path) -> Json:
    """What ty is told of a folder."""
    return {"ty": {"configuration": {"environment": {"python": str(python)}}}}


def readable(found: Hover | None) -> Hover | None:
    """None where ty has found no type; `class Select` where it says `<class 'Select'>` as XML."""
    if found is None or UNSURE.match(found.markdown):
        return None
    return Hover(_OBJECT.sub(r"\1 \2", found.markdown.replace("```xml", "```python")), found.range)
