"""Which open documents say something else than they did, once nobody types in them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from devmentor_analyzers.snapshot import Snapshot


class OpenTexts:
    """Looked at in rounds: a text counts when it is the same in two of them."""

    def __init__(self) -> None:
        self._last: dict[Path, Snapshot] = {}
        self._counted: dict[Path, str] = {}

    def changed(
        self, open_: Iterable[Snapshot], on_disk: Mapping[Path, str]
    ) -> dict[Path, Snapshot | None]:
        """What changed since the last round; None for what was closed without being saved."""
        now = {each.path: each for each in open_}
        found: dict[Path, Snapshot | None] = {}
        for path in self._counted.keys() - now.keys():
            if self._counted.pop(path) != on_disk.get(path):
                found[path] = None
        for path, snapshot in now.items():
            before = self._counted.setdefault(path, on_disk.get(path, snapshot.text))
            if self._last.get(path) is snapshot and before != snapshot.text:
                self._counted[path] = snapshot.text
                found[path] = snapshot
        self._last = now
        return found
