"""Positions in the client's encoding, in plain JSON: for many, and before LSP's types are there."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

from devmentor_analyzers.lines import Encoding, LineIndex
from devmentor_analyzers.values import Location
from devmentor_protocol.position import Range
from devmentor_server.documents import Documents
from devmentor_server.incoming import JsonObject


class PlainPlaces:
    """Writes our positions, each against the text it is about."""

    def __init__(self, encoding: Encoding, documents: Documents) -> None:
        self._encoding: Encoding = encoding
        self._documents = documents

    def plain_range(self, lines: LineIndex, range_: Range) -> JsonObject:
        """Turn a range in code points into the client's units."""
        start = lines.encode(range_.start, self._encoding)
        end = lines.encode(range_.end, self._encoding)
        return {
            "start": {"line": start.line, "character": start.character},
            "end": {"line": end.line, "character": end.character},
        }

    async def plain_locations(self, locations: Iterable[Location]) -> list[JsonObject]:
        """Write places in any files; the files are read off the event loop."""
        found = list(locations)
        lines = await self.lines_of({location.path for location in found})
        return [
            {
                "uri": self._documents.uri_of(location.path),
                "range": self.plain_range(lines[location.path], location.range),
            }
            for location in found
        ]

    async def lines_of(self, paths: set[Path]) -> dict[Path, LineIndex]:
        """Lines of each file; a file that cannot be read counts as ASCII."""
        known = {
            snapshot.path: snapshot.lines
            for snapshot in self._documents.all_asked()
            if snapshot.path in paths
        }
        missing = paths - known.keys()
        if missing and self._encoding == "utf-32":
            known |= dict.fromkeys(missing, LineIndex(""))
        elif missing:
            known |= await asyncio.to_thread(self._load, missing)
        return known

    def _load(self, paths: set[Path]) -> dict[Path, LineIndex]:
        loaded = {path: self._documents.load(path) for path in paths}
        return {path: file.lines if file else LineIndex("") for path, file in loaded.items()}
