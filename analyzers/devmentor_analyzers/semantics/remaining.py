"""What is left of a name when an engine has said where it is written: places it did not follow."""

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path

from devmentor_analyzers.semantics.semantics import Semantics
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.syntax.visibility import identifiers
from devmentor_analyzers.values import Edit, Location
from devmentor_protocol.position import Range

_MOST = 200
"""Places that are asked about; a name that is written more often is many things."""

_AT_ONCE = 8
Place = tuple[Path, int, int]


class Remaining:
    """Asks of each of them what it means: engines find more from a use than from a definition."""

    def __init__(self, semantics: Semantics, syntax: Syntax) -> None:
        self._semantics = semantics
        self._syntax = syntax

    async def meaning(
        self, edits: Iterable[Edit], name: str, mentioned: Sequence[Snapshot]
    ) -> list[Location]:
        """Those that are defined where the name is written anew, and nowhere else."""
        known = {_end(each.path, each.range) for each in edits}
        left: list[tuple[Snapshot, Range]] = []
        for document in mentioned:
            written = await self._syntax.read(document, lambda parsed: _written(parsed, name))
            places = ((document, each) for each in written or ())
            left += [each for each in places if _end(document.path, each[1]) not in known]
        if len(left) > _MOST:
            return []
        turns = asyncio.Semaphore(_AT_ONCE)

        async def means(document: Snapshot, range: Range) -> bool:
            async with turns:
                found = await self._semantics.definitions(document, range.start, exact=False)
            return bool(found) and all(_end(each.path, each.range) in known for each in found)

        asked = await asyncio.gather(*(means(*each) for each in left))
        return [
            Location(document.path, range)
            for (document, range), is_meant in zip(left, asked, strict=True)
            if is_meant
        ]


def _written(parsed: Parsed, name: str) -> list[Range]:
    return [parsed.range(node) for node in identifiers(parsed, name)]


def _end(path: Path, range: Range) -> Place:
    """Where it ends: engines take `self.x` for the definition of `x`."""
    return path, range.end.line, range.end.character
