"""Symbol search over the workspace, asked of the index process."""

import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Generic, TypeVar

from devmentor_analyzers.advice.choices import Choices
from devmentor_analyzers.engines.connection import EngineError
from devmentor_analyzers.engines.engine import Engine
from devmentor_analyzers.engines.reading import path_of, range_of
from devmentor_analyzers.engines.recipe import Recipe
from devmentor_analyzers.importables.importables import Importable
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.symbols.index import MOST_SYMBOLS
from devmentor_analyzers.syntax.languages import LANGUAGES
from devmentor_analyzers.values import Location, WorkspaceSymbol

_log = logging.getLogger(__name__)
_FULL = (
    f"This workspace has more than {MOST_SYMBOLS:,} symbols; those beyond are not found by name. "
    "Open a part of it, or leave folders out with a .devmentorignore file."
)


_MAX_BYTES = 600_000_000
"""A hard limit on its process; as many symbols as it may keep take a quarter of it."""


ItemT = TypeVar("ItemT")


@dataclass(frozen=True, slots=True)
class Found(Generic[ItemT]):
    """What is known of a name so far."""

    items: Sequence[ItemT] = ()
    is_reading: bool = False
    """Whether more may be found soon: something is still to be read."""


class SymbolSearch:
    """Finds symbols by name; what is not indexed yet is not found yet."""

    def __init__(self, folders: Sequence[Path], settings: Settings) -> None:
        command = [sys.executable, "-I", "-m", "devmentor_analyzers.symbols"]
        self._options: dict[str, Any] = {
            "maxBytes": settings.max_file_bytes,
            "version": version("tree-sitter"),
            "advice": settings.advice.as_json(),
            "interpreter": str(settings.interpreter) if settings.interpreter else None,
        }
        self._has_said_so = False
        self.engine = Engine(
            Recipe("tree-sitter", command, LANGUAGES, self._options, max_bytes=_MAX_BYTES), folders
        )

    def advise(self, choices: Choices) -> None:
        """Let its process, started anew, look for something else."""
        self._options["advice"] = choices.as_json()
        self.engine.renew()

    async def find(self, query: str, limit: int) -> list[WorkspaceSymbol]:
        """The best matches; empty when the index does not answer."""
        return list((await self._ask(query, limit, beside=None)).items)

    async def importable_symbols(
        self, typed: str, limit: int, snapshot: Snapshot
    ) -> Found[WorkspaceSymbol]:
        """Symbols at the top of other files whose names begin with what was typed in a document."""
        return await self._ask(typed, limit, beside=snapshot.uri)

    async def _ask(self, query: str, limit: int, *, beside: str | None) -> Found[WorkspaceSymbol]:
        asked = {"query": query, "limit": limit, "beside": beside}
        try:
            answer = await self.engine.ask("workspace/symbol", asked)
        except EngineError:
            return Found(is_reading=self.engine.is_restarting)
        if answer["isFull"] and not self._has_said_so:
            self._has_said_so = True
            _log.warning(_FULL)
        symbols = [
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
        return Found(symbols, answer["isReading"])

    async def importable(self, word: str, limit: int, *, exact: bool = False) -> Found[Importable]:
        """Names of the standard library and of installed packages that begin with a word, or are it.

        They are read after the first question, so that the first ones find little.
        """
        asked = {"query": word, "limit": limit, "exact": exact}
        try:
            answer = await self.engine.ask("devmentor/importable", asked)
        except EngineError:
            return Found(is_reading=self.engine.is_restarting)
        return Found([Importable(*each) for each in answer["items"]], answer["isReading"])
