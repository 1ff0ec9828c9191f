"""Refuses a rename after which a name would mean something else, or which would mix up two."""

import re
from collections.abc import Iterable
from pathlib import Path

from devmentor_analyzers.semantics.own_files import Refused
from devmentor_analyzers.semantics.texts import Texts
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.capturing import captured
from devmentor_analyzers.syntax.doubles import double
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.values import Edit
from devmentor_protocol.position import Range


class Captures:
    """Looks into the files that are changed; for the new name into those that know it already."""

    def __init__(self, texts: Texts, syntax: Syntax) -> None:
        self._texts = texts
        self._syntax = syntax

    async def check(
        self, edits: Iterable[Edit], old: str, new: str, known: Iterable[Snapshot]
    ) -> None:
        """Raises `Refused`, with the place where both would meet; some documents are known already."""
        documents = {each.path: each for each in known}
        places: dict[Path, list[Range]] = {}
        for edit in edits:
            places.setdefault(edit.path, []).append(edit.range)
        word = re.compile(rf"(?<!\w){re.escape(new)}(?!\w)")
        for path, ranges in places.items():
            document = documents.get(path) or await self._texts.of(path)
            if document is None:
                continue
            if twice := await self._syntax.read(document, lambda p, r=ranges: double(p, r, old)):
                where = f"{path.name}, line {twice.start.line + 1}"
                raise Refused(f"`{old}` is two variables there ({where}): write one of them anew.")
            if not word.search(document.text):
                continue
            if (met := await self._met(document, ranges, old, new)) is not None:
                where = f"{path.name}, line {met.start.line + 1}"
                raise Refused(f"`{new}` is a name there already ({where}): choose another.")

    async def _met(
        self, document: Snapshot, places: list[Range], old: str, new: str
    ) -> Range | None:
        return await self._syntax.read(document, lambda parsed: captured(parsed, places, old, new))
