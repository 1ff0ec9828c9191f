"""Diagnostics that an engine sends by itself."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final

from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.reading import path_of
from devmentor_analyzers.snapshot import Snapshot

METHOD: Final = "textDocument/publishDiagnostics"
_MOST: Final = 1_000
"""Of one document: nobody reads more, and some engines do not know when to stop."""


class Pushed:
    """What was sent last for each open document."""

    def __init__(self) -> None:
        self._wanted: dict[Path, int] = {}
        self._known: dict[Path, tuple[int, list[Json]]] = {}
        self._arrived = asyncio.Event()
        self.news: Callable[[Path], None] = lambda _: None
        """Called with each file whose diagnostics came."""

    def want(self, snapshot: Snapshot) -> None:
        """An engine was shown this text: what comes without a version is about it, or will be."""
        self._wanted[snapshot.path] = snapshot.version

    def forget(self, path: Path) -> None:
        """A document was closed."""
        self._wanted.pop(path, None)
        self._known.pop(path, None)

    def clear(self) -> None:
        """The engine is gone."""
        self._known.clear()

    def hear(self, params: Json) -> None:
        """Keep what is about an open document; a malformed message counts as none."""
        try:
            path, items = path_of(params["uri"]), list(params["diagnostics"])
            version = params.get("version")
        except (KeyError, TypeError, ValueError, AttributeError):
            return
        wanted = self._wanted.get(path)
        if wanted is None:
            return
        self._known[path] = version if isinstance(version, int) else wanted, items[:_MOST]
        self._arrived.set()
        self._arrived = asyncio.Event()
        self.news(path)

    async def of(self, snapshot: Snapshot, timeout: float) -> list[Json] | None:
        """The diagnostics of this version; older ones, or None, when they do not come in time."""
        try:
            async with asyncio.timeout(timeout):
                while (known := self._known.get(snapshot.path)) is None or (
                    known[0] < snapshot.version
                ):
                    await self._arrived.wait()
        except TimeoutError:
            known = self._known.get(snapshot.path)
        return known[1] if known else None
