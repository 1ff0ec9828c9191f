"""Files as the editor shows them, and as they are on the disk where it does not."""

import asyncio
from pathlib import Path

from devmentor_analyzers.reading import Unreadable, read_snapshot
from devmentor_analyzers.snapshot import Snapshot


class Texts:
    """The open documents, by path."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._open: dict[str, Snapshot] = {}

    def show(self, snapshot: Snapshot) -> None:
        """Take note of a document's newest text."""
        self._open[snapshot.uri] = snapshot

    def forget(self, uri: str) -> None:
        """Its file counts again."""
        self._open.pop(uri, None)

    def open_by_path(self) -> dict[Path, Snapshot]:
        """What is open, by its file."""
        return {snapshot.path: snapshot for snapshot in self._open.values()}

    def never_saved(self) -> bool:
        """Tell whether a document is open that has no file."""
        return any(not snapshot.path.exists() for snapshot in self._open.values())

    async def of(self, path: Path) -> Snapshot | None:
        """What a file holds; None when it cannot be read."""
        for snapshot in self._open.values():
            if snapshot.path == path:
                return snapshot
        try:
            return await asyncio.to_thread(read_snapshot, path, self._max_bytes)
        except Unreadable:
            return None
