"""Where `__all__` passes on a name that came by `from … import *`, which writes it nowhere else."""

import asyncio
import re
from collections.abc import Collection, Iterable
from pathlib import Path

from devmentor_analyzers.advice.imports import imports
from devmentor_analyzers.advice.modules import Modules
from devmentor_analyzers.semantics.sources import OpenTexts, Sources
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.exporting import ALL, said_in_all
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.values import Location

_STAR = re.compile(r"\bimport\s*\*")


class StarImports:
    """Looks through the user's own files, in a thread."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    async def said(
        self, origins: Collection[Path], name: str, mentioned: Iterable[Snapshot]
    ) -> list[Location]:
        """The strings, in modules that take everything from some, directly or through others.

        Nothing is looked for unless one of the files that mention the name may be such a module.
        """
        others = (each for each in mentioned if each.path not in origins)
        if not any(ALL in each.text and _STAR.search(each.text) for each in others):
            return []
        return await asyncio.to_thread(self._said, set(origins), name, self._sources.open())

    def _said(self, having: set[Path], name: str, open_: OpenTexts) -> list[Location]:
        modules, taking = self._modules(having, open_)
        found: list[Location] = []
        while more := [
            path
            for path, parsed in taking.items()
            if path not in having and _takes(path, parsed, modules, having)
        ]:
            for path in more:
                said = said_in_all(taking[path], name)
                found += [Location(path, each) for each in said or ()]
                if said == []:
                    del taking[path]  # it keeps the name to itself
                else:
                    having.add(path)
        return found

    def _modules(
        self, origins: Iterable[Path], open_: OpenTexts
    ) -> tuple[Modules, dict[Path, Parsed]]:
        """All modules, and those of them that take everything from another."""
        modules, taking = Modules(), dict[Path, Parsed]()
        for path in self._sources.paths(origins):
            modules.add(path)
            read = self._sources.read(path, open_)
            if read and _STAR.search(read.text) and self._sources.is_own(path):
                taking[path] = Parsed("python", read.text)
        return modules, taking


def _takes(path: Path, parsed: Parsed, modules: Modules, having: set[Path]) -> bool:
    stars = (each for each in imports(parsed) if each.star)
    return any(having & set(modules.meant(path, each)) for each in stars)
