"""Which files a change in others may concern: those that import them, directly or through others."""

import threading
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from devmentor_analyzers.advice.imports import Import, imports
from devmentor_analyzers.advice.modules import Modules
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.parsed import Parsed


class Importers:
    """Kept for the files whose imports were read. It blocks, and may be asked in threads."""

    def __init__(self) -> None:
        self._modules = Modules()
        self._imports: dict[Path, tuple[Import, ...]] = {}
        self._lock = threading.Lock()

    def read(self, snapshot: Snapshot) -> None:
        """Take the imports of a text in place of those it had."""
        found = imports(Parsed(snapshot.language, snapshot.text))
        with self._lock:
            self._modules.add(snapshot.path)
            self._imports[snapshot.path] = found

    def of(self, changed: Iterable[Path]) -> set[Path]:
        """What imports one of some files, directly or through others."""
        with self._lock:
            importing: defaultdict[Path, set[Path]] = defaultdict(set)
            for path, found in self._imports.items():
                for target in {file for each in found for file in self._modules.meant(path, each)}:
                    importing[target].add(path)
        waiting, concerned = list(changed), set[Path]()
        while waiting:
            more = importing[waiting.pop()] - concerned
            concerned |= more
            waiting += more
        return concerned
