"""Which files share which fingerprints: eight bytes each, so that a large workspace fits in memory."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

_MOST = 600_000
"""Fingerprints of about a million lines; files that come later are not compared."""

_COMMON = 24
"""What so many files share is how things are written, not a copy."""

_MANY_NEW = 32


class FingerprintIndex:
    """Files by fingerprint. New ones are looked through one by one until they are many."""

    def __init__(self) -> None:
        self._numbers: dict[Path, int] = {}
        self._files: list[Path] = []
        self._of_file: dict[Path, array[int]] = {}
        self._sorted: array[int] = array("Q")
        self._new: dict[Path, frozenset[int]] = {}
        self._held = 0

    def put(self, path: Path, hashes: Iterable[int]) -> None:
        """Take the fingerprints of a file, in place of those it had."""
        unique = frozenset(hashes)
        held = self._held - len(self._of_file.get(path, ())) + len(unique)
        if held > _MOST:
            unique = frozenset[int]()
        self.remove(path)
        self._of_file[path] = array("Q", unique)
        self._held += len(unique)
        self._new[path] = unique
        if path not in self._numbers:
            self._numbers[path] = len(self._files)
            self._files.append(path)

    def remove(self, path: Path) -> None:
        """Forget a file."""
        self._held -= len(self._of_file.pop(path, ()))
        self._new[path] = frozenset()

    def sharing(self, path: Path, hashes: Iterable[int]) -> list[Path]:
        """Other files that share fingerprints, those with most first."""
        if len(self._new) > _MANY_NEW:
            self._sort()
        wanted = frozenset(hashes)
        counts: Counter[Path] = Counter()
        for each in wanted:
            files = {file for file in self._holding(each) if file not in self._new}
            if len(files) <= _COMMON:
                counts.update(files)
        for file, own in self._new.items():
            counts[file] = len(own & wanted)
        del counts[path]
        return [file for file, count in counts.most_common() if count]

    def _holding(self, fingerprint: int) -> list[Path]:
        start = bisect_left(self._sorted, fingerprint << 24)
        found: list[Path] = []
        for at in range(start, min(start + _COMMON + 1, len(self._sorted))):
            if self._sorted[at] >> 24 != fingerprint:
                break
            found.append(self._files[self._sorted[at] & 0xFFFFFF])
        return found

    def _sort(self) -> None:
        self._sorted = array(
            "Q",
            sorted(
                each << 24 | self._numbers[path]
                for path, hashes in self._of_file.items()
                for each in hashes
            ),
        )
        self._new.clear()
