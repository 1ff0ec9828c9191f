"""Lines and positions of a text, as LSP counts them."""

import re
from bisect import bisect_right
from functools import cached_property
from typing import Literal

from devmentor_protocol.position import Position

Encoding = Literal["utf-8", "utf-16", "utf-32"]
_LINE_END = re.compile(r"\r\n?|\n")


class LineIndex:
    r"""Where the lines of a text start.

    Only `\n`, `\r\n` and `\r` end a line, as in LSP; `str.splitlines` also splits at form feeds,
    U+0085 and U+2028 and would shift every later position.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def starts(self) -> list[int]:
        """Offset of each line's first character."""
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def replaced(self, start: int, end: int, new: str) -> "LineIndex":
        """The lines after an edit from one offset to another: only those around it are looked at."""
        after = LineIndex(self.text[:start] + new + self.text[end:])
        if "starts" not in self.__dict__:
            return after
        # A line more on either side: an edit may come between `\r` and `\n`, or bring them together.
        first = max(0, bisect_right(self.starts, start) - 2)
        last = min(bisect_right(self.starts, end) + 1, len(self.starts))
        begin, moved = self.starts[first], len(new) - (end - start)
        stop = self.starts[last] + moved if last < len(self.starts) else len(after.text)
        found = [match.end() for match in _LINE_END.finditer(after.text, begin, stop)]
        if last < len(self.starts):  # the last of them begins the line that was not looked at
            found.pop()
        rest = [each + moved for each in self.starts[last:]]
        after.__dict__["starts"] = [*self.starts[: first + 1], *found, *rest]
        return after

    def line(self, number: int) -> str:
        """Return one line without its end; an empty string past the last line."""
        if number >= len(self.starts):
            return ""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end].rstrip("\r\n")

    def offset(self, position: Position) -> int:
        """Offset of a position in code points; past a line's end it is the line's end."""
        if position.line >= len(self.starts):
            return len(self.text)
        return self.starts[position.line] + min(position.character, len(self.line(position.line)))

    def position(self, offset: int) -> Position:
        """Position, in code points, of an offset."""
        line = bisect_right(self.starts, offset) - 1
        return Position(line=line, character=offset - self.starts[line])

    def decode(self, position: Position, encoding: Encoding) -> Position:
        """Turn a position counted in `encoding` units into code points."""
        if self.text.isascii():  # known without looking; most texts are
            return position
        line = self.line(position.line)
        if encoding == "utf-32" or line.isascii():
            return position
        units, width = 0, _WIDTHS[encoding]
        for character, symbol in enumerate(line):
            if units >= position.character:
                return Position(line=position.line, character=character)
            units += width(symbol)
        return Position(line=position.line, character=len(line))

    def encode(self, position: Position, encoding: Encoding) -> Position:
        """Turn a position in code points into one counted in `encoding` units."""
        if self.text.isascii():
            return position
        line = self.line(position.line)
        if encoding == "utf-32" or line.isascii():
            return position
        units = sum(map(_WIDTHS[encoding], line[: position.character]))
        return Position(line=position.line, character=units)


def _utf8(symbol: str) -> int:
    return len(symbol.encode("utf-8", "surrogatepass"))


def _utf16(symbol: str) -> int:
    return 2 if ord(symbol) > 0xFFFF else 1


_WIDTHS = {"utf-8": _utf8, "utf-16": _utf16}
