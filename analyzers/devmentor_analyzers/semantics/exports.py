"""Lets `__all__`, `__slots__` and their like follow the names in them when those are renamed."""

from collections.abc import Iterable
from pathlib import Path

from devmentor_analyzers.semantics.star_imports import StarImports
from devmentor_analyzers.semantics.texts import Texts
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.exporting import LISTS, binds_for_all, exported
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.values import Edit
from devmentor_protocol.position import Range


class Exports:
    """Looks into the files in which the name is written anew."""

    def __init__(self, texts: Texts, syntax: Syntax, stars: StarImports) -> None:
        self._texts = texts
        self._syntax = syntax
        self._stars = stars

    async def following(
        self, edits: Iterable[Edit], old: str, new: str, mentioned: Iterable[Snapshot]
    ) -> list[Edit]:
        """More edits: strings, where the file binds the name as the module's.

        All files that mention the name are given.
        """
        documents = {each.path: each for each in mentioned}
        places: dict[Path, list[Range]] = {}
        for edit in edits:
            places.setdefault(edit.path, []).append(edit.range)
        found: list[Edit] = []
        sources: set[Path] = set()
        for path, ranges in places.items():
            document = documents.get(path) or await self._texts.of(path)
            if document is not None:
                said = await self._said(document, ranges, old)
                found += [Edit(path, each, new) for each in said]
                if await self._syntax.read(document, lambda p, r=ranges: binds_for_all(p, r, old)):
                    sources.add(path)
        beyond = await self._stars.said(sources, old, documents.values()) if sources else []
        return [*found, *(Edit(each.path, each.range, new) for each in beyond)]

    async def _said(self, document: Snapshot, places: list[Range], name: str) -> list[Range]:
        if not any(each in document.text for each in LISTS):
            return []
        read = await self._syntax.read(document, lambda parsed: exported(parsed, places, name))
        return read or []
