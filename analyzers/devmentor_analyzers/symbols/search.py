"""Symbol search over the workspace, asked of the index process."""

import logging
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from devmentor_analyzers.engines.connection import EngineError
from devmentor_analyzers.engines.engine import Engine, Recipe
from devmentor_analyzers.engines.reading import path_of, range_of
from devmentor_analyzers.importables.importables import Importable
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.symbols.index import MOST_SYMBOLS
from devmentor_analyzers.syntax.languages import LANGUAGES
from devmentor_analyzers.values import Location, WorkspaceSymbol

_log = logging.getLogger(__name__)
_FULL = (
    f"This workspace has more than {MOST_SYMBOLS:,} symbols; those beyond are not found by name. "
    "Open a part of it, or leave folders out with a .devmentorignore file."
)


class SymbolSearch:
    """Finds symbols by name; what is not indexed yet is not found yet."""

    def __init__(self, folders: Sequence[Path], settings: Settings) -> None:
        command = [sys.executable, "-I", "-m", "devmentor_analyzers.symbols"]
        interpreter = str(settings.interpreter) if settings.interpreter else None
        options = {
            "maxBytes": settings.max_file_bytes,
            "version": version("tree-sitter"),
            "interpreter": interpreter,
        }
        self._has_said_so = False
        self.engine = Engine(Recipe("tree-sitter", command, LANGUAGES, options), folders)

    async def find(self, query: str, limit: int) -> list[WorkspaceSymbol]:
        """The best matches; empty when the index does not answer."""
        try:
            answer = await self.engine.ask("workspace/symbol", {"query": query, "limit": limit})
        except EngineError:
            return []
        if answer["isFull"] and not self._has_said_so:
            self._has_said_so = True
            _log.warning(_FULL)
        return [
            WorkspaceSymbol(
                name=item["name"],
                kind=item["kind"],
                location=Location(
                    path_of(item["location"]["uri"]), range_of(item["location"]["range"])
                ),
                container=item["containerName"],
            )
            for item in answer["items"]
        ]

    async def importable(self, word: str, limit: int, *, exact: bool = False) -> list[Importable]:
        """Names of the standard library and of installed packages that begin with a word, or are it.

        They are read after the first question, so that the first ones find little.
        """
        asked = {"query": word, "limit": limit, "exact": exact}
        try:
            found = await self.engine.ask("devmentor/importable", asked)
        except EngineError:
            return []
        return [Importable(*each) for each in found]
