"""Positions between the client's encoding and code points; the only place that converts."""

from collections.abc import Iterable

from lsprotocol import types

from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Edit, Location
from devmentor_protocol.position import Position, Range
from devmentor_server.plain_places import PlainPlaces


class Places(PlainPlaces):
    """Reads the client's positions and writes ours, each against the text it is about."""

    def read(self, snapshot: Snapshot, position: types.Position) -> Position:
        """Turn the client's position into code points, inside the text."""
        given = Position(line=position.line, character=position.character)
        decoded = snapshot.lines.decode(given, self._encoding)
        return snapshot.lines.position(snapshot.lines.offset(decoded))

    def read_range(self, snapshot: Snapshot, range_: types.Range) -> Range:
        """Turn the client's range into code points."""
        start, end = sorted((self.read(snapshot, range_.start), self.read(snapshot, range_.end)))
        return Range(start=start, end=end)

    def write(self, lines: LineIndex, position: Position) -> types.Position:
        """Turn code points into the client's units."""
        encoded = lines.encode(position, self._encoding)
        return types.Position(line=encoded.line, character=encoded.character)

    def write_range(self, lines: LineIndex, range_: Range) -> types.Range:
        """Turn a range in code points into the client's units."""
        return types.Range(self.write(lines, range_.start), self.write(lines, range_.end))

    async def write_locations(self, locations: Iterable[Location]) -> list[types.Location]:
        """Write places in any files; the files are read off the event loop."""
        found = list(locations)
        lines = await self.lines_of({location.path for location in found})
        return [
            types.Location(
                uri=self._documents.uri_of(location.path),
                range=self.write_range(lines[location.path], location.range),
            )
            for location in found
        ]

    async def write_edits(self, edits: Iterable[Edit]) -> dict[str, list[types.TextEdit]]:
        """Write edits by URI."""
        asked = list(edits)
        lines = await self.lines_of({edit.path for edit in asked})
        changes: dict[str, list[types.TextEdit]] = {}
        for edit in asked:
            written = types.TextEdit(self.write_range(lines[edit.path], edit.range), edit.text)
            changes.setdefault(self._documents.uri_of(edit.path), []).append(written)
        return changes
