"""Documents an engine ends over: it is not asked about them until their text changes."""

import logging
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from devmentor_analyzers.engines.connection import EngineError, Unanswered
from devmentor_analyzers.snapshot import Snapshot

_log = logging.getLogger(__name__)
_ENOUGH: Final = 2
"""Times it ended while it was asked; once may be chance, or about another document."""


class Suspects:
    """Of one engine, through all of its lives: one that is started five times in a row is given up."""

    def __init__(self, engine: str) -> None:
        self._engine = engine
        self._ends: dict[str, tuple[int, int]] = {}
        """By document: its version, and how often the engine ended while it was asked about it."""

    @contextmanager
    def asking(self, snapshot: Snapshot) -> Generator[None]:
        """It is asked about a document. Raises `EngineError` for one that it ends over."""
        version, ends = self._ends.get(snapshot.uri, (snapshot.version, 0))
        if version != snapshot.version:
            ends = 0
        if ends >= _ENOUGH:
            raise EngineError(f"{self._engine} crashes over {snapshot.path.name}.")
        try:
            yield
        except Unanswered as error:
            if error.ended:
                self._suspect(snapshot, ends + 1)
            raise
        self._ends.pop(snapshot.uri, None)

    def _suspect(self, snapshot: Snapshot, ends: int) -> None:
        self._ends[snapshot.uri] = snapshot.version, ends
        if ends == _ENOUGH:
            _log.warning(
                "%s crashes over %s: it is asked about it again when its text changes.",
                self._engine,
                snapshot.path.name,
            )
