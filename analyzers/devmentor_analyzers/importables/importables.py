"""Public names of everything installed, found by their beginning."""

import json
import os
from bisect import bisect_left
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass
from heapq import nsmallest
from pathlib import Path

from devmentor_analyzers.importables.modules import Library, Module, libraries, modules
from devmentor_analyzers.importables.public_names import PublicNames, public_names
from devmentor_analyzers.importables.where import Where

_FORMAT = 1
"""Raised when what is kept on disk would be read wrongly, or would be different now."""

_MOST_BYTES = 400_000
_MOST_NAMES = 100_000


@dataclass(frozen=True, slots=True)
class Importable:
    """A name and the module to import it from; that is empty for a module at the top."""

    name: str
    kind: str
    module: str


Entry = tuple[str, int, Importable]
"""The name in lower case, 0 for the standard library, and what is found."""


class Importables:
    """What is read is kept in a folder by library and version, so that it is read once."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._entries: list[Entry] = []
        self._is_sorted = True

    def read(self, where: Where) -> Iterator[str]:
        """Read all libraries, yielding the name of one often so that the caller may pause."""
        known: set[tuple[str, str]] = set()
        for rank, library in enumerate(libraries(where)):
            if (library.name, library.version) in known or len(self._entries) > _MOST_NAMES:
                continue
            known.add((library.name, library.version))
            kept = self._cache / f"{library.name}-{library.version}.{_FORMAT}.json"
            found = _load(kept)
            if found is None:
                found = yield from _read(library)
                _store(kept, found)
            self._entries += [(each.name.lower(), min(rank, 1), each) for each in found]
            self._is_sorted = False
            yield library.name

    def find(self, word: str, limit: int, *, exact: bool = False) -> list[Importable]:
        """What begins with a word, or is it: the standard library's first, the deepest last.

        Much of what `typing` has stands elsewhere too, and is deprecated there.
        """

        def rank(entry: Entry) -> tuple[bool, bool, int, bool, int, int, str, str]:
            _, library, each = entry
            is_like, (dots, length) = each.name.startswith(word), _depth(each)
            place = (library, each.module == "typing", dots, len(each.name) + length)
            return (each.name != word, not is_like, *place, each.name, each.module)

        return [entry[2] for entry in nsmallest(limit, self._begun(word, exact), key=rank)]

    def _begun(self, word: str, exact: bool) -> Iterator[Entry]:
        lower = word.lower()
        if not self._is_sorted:
            self._entries.sort(key=lambda entry: entry[0])
            self._is_sorted = True
        first = bisect_left(self._entries, lower, key=lambda entry: entry[0])
        for entry in self._entries[first:]:
            if not entry[0].startswith(lower):
                return
            if not exact or entry[2].name == word:
                yield entry


def _read(library: Library) -> Generator[str, None, list[Importable]]:
    names: dict[str, PublicNames] = {}
    found = modules(library)
    for module in found:
        names[module.name] = _names(module)
        yield library.name
    return _nearest(each for module in found for each in _offered(module, names))


def _names(module: Module) -> PublicNames:
    try:
        data = module.path.read_bytes() if module.path.stat().st_size <= _MOST_BYTES else b""
    except OSError:
        return PublicNames()
    source = data.decode("utf-8-sig", "replace")
    is_stub = module.path.suffix == ".pyi"
    return public_names(source, module.name, is_package=module.is_package, is_stub=is_stub)


def _offered(module: Module, names: dict[str, PublicNames]) -> Iterator[Importable]:
    parent, _, last = module.name.rpartition(".")
    yield Importable(last, "module", parent)
    public = names[module.name]
    kinds = dict(public.kinds)
    for star in public.stars if module.is_package else ():
        kinds |= names[star].kinds if star in names else {}
    for name, kind in kinds.items():
        yield Importable(name, kind, module.name)


def _nearest(offered: Iterable[Importable]) -> list[Importable]:
    """One place for each name of a package: what is deeper is where it is made, not where to take it."""
    best: dict[tuple[str, str], Importable] = {}
    for each in offered:
        key = (each.module.partition(".")[0] or each.name, each.name)
        other = best.get(key)
        if other is None or _depth(each) < _depth(other):
            best[key] = each
    return list(best.values())


def _depth(each: Importable) -> tuple[int, int]:
    return (each.module.count(".") if each.module else -1, len(each.module))


def _load(kept: Path) -> list[Importable] | None:
    try:
        return [Importable(*map(str, each)) for each in json.loads(kept.read_bytes())]
    except (OSError, ValueError, TypeError):
        return None


def _store(kept: Path, found: list[Importable]) -> None:
    """Where it cannot be kept it is read again the next time."""
    draft = kept.with_suffix(f".{os.getpid()}.tmp")
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps([astuple(each) for each in found]), encoding="utf-8")
        draft.replace(kept)
