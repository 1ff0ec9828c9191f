"""Semantic tokens as they were last reported, so that only what changed is sent again."""

from array import array
from collections import OrderedDict
from typing import Any

from devmentor_analyzers.difference import differing
from devmentor_analyzers.lines import Encoding, LineIndex
from devmentor_analyzers.token_kinds import WIDTH
from devmentor_protocol.position import Position
from devmentor_server.incoming import JsonObject

_KEPT = 32


class TokenReports:
    """The last report of each document; a client that names another gets everything."""

    def __init__(self) -> None:
        self._last: OrderedDict[str, tuple[str, bytes]] = OrderedDict()
        self._count = 0

    def full(self, uri: str, data: list[int]) -> JsonObject:
        """Report everything."""
        return {"resultId": self._keep(uri, array("I", data).tobytes()), "data": data}

    def since(self, uri: str, previous: str, data: list[int]) -> JsonObject:
        """Report what changed since a report."""
        known = self._last.get(uri)
        if known is None or known[0] != previous:
            return self.full(uri, data)
        before, after = known[1], array("I", data).tobytes()
        result = {"resultId": self._keep(uri, after)}
        return {**result, "edits": _edits(before, after, data)}

    def forget(self, uri: str) -> None:
        """A document was closed."""
        self._last.pop(uri, None)

    def _keep(self, uri: str, data: bytes) -> str:
        self._count += 1
        self._last[uri] = (str(self._count), data)
        self._last.move_to_end(uri)
        while len(self._last) > _KEPT:
            self._last.popitem(last=False)
        return str(self._count)


def _edits(before: bytes, after: bytes, data: list[int]) -> list[dict[str, Any]]:
    """The one stretch of numbers that differs; compared as bytes, at the speed of memory."""
    if before == after:
        return []
    size = array("I").itemsize
    start, old_end, _ = differing(before, after)
    first, kept = start // size, (len(before) - old_end) // size
    removed = len(before) // size - kept - first
    return [{"start": first, "deleteCount": removed, "data": data[first : len(data) - kept]}]


def encoded(data: list[int], lines: LineIndex, encoding: Encoding) -> list[int]:
    """Turn tokens counted in code points into the client's units."""
    if encoding == "utf-32" or lines.text.isascii():
        return data
    told: list[int] = []
    line = start = last = 0
    for index in range(0, len(data) - WIDTH + 1, WIDTH):
        delta, moved, length, kind, modifiers = data[index : index + WIDTH]
        line, start, last = (line + delta, moved, 0) if delta else (line, start + moved, last)
        first = lines.encode(Position(line=line, character=start), encoding).character
        end = lines.encode(Position(line=line, character=start + length), encoding).character
        told += (delta, first - last, end - first, kind, modifiers)
        last = first
    return told


def within(data: list[int], first: int, last: int) -> list[int]:
    """The tokens of some lines, both inclusive."""
    told: list[int] = []
    line = start = before = 0
    for index in range(0, len(data) - WIDTH + 1, WIDTH):
        delta, moved, *rest = data[index : index + WIDTH]
        line, start = (line + delta, moved) if delta else (line, start + moved)
        if line > last:
            break
        if line >= first:
            told += (line - before, moved if told and not delta else start, *rest)
            before = line
    return told
