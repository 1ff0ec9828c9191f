"""Lines and positions of a text, as LSP counts them."""

import re
from bisect import bisect_right
from functools import cached_property
from typing import Literal

from devmentor_analyzers.prefix_sums import PrefixSums
from devmentor_protocol.position import Position

Encoding = Literal["utf-8", "utf-16", "utf-32"]
_LONG = 2_000
"""Characters of a line through which nobody should go for each place in it."""

_LINE_END = re.compile(r"\r\n?|\n")


class LineIndex:
    r"""Where the lines of a text start.

    Only `\n`, `\r\n` and `\r` end a line, as in LSP; `str.splitlines` also splits at form feeds,
    U+0085 and U+2028 and would shift every later position.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._last_sums: tuple[int, Encoding, PrefixSums[str]] | None = None

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
        start, end = self._span(number)
        return self.text[start:end]

    def _span(self, number: int) -> tuple[int, int]:
        """Where a line starts, and where it ends without its end."""
        start = self.starts[number]
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def offset(self, position: Position) -> int:
        """Offset of a position in code points; past a line's end it is the line's end."""
        if position.line >= len(self.starts):
            return len(self.text)
        start, end = self._span(position.line)
        return start + min(position.character, end - start)

    def position(self, offset: int) -> Position:
        """Position, in code points, of an offset."""
        line = bisect_right(self.starts, offset) - 1
        return Position(line=line, character=offset - self.starts[line])

    def decode(self, position: Position, encoding: Encoding) -> Position:
        """Turn a position counted in `encoding` units into code points."""
        if self._is_plain(position, encoding):
            return position
        if (sums := self._sums(position.line, encoding)) is not None:
            return Position(line=position.line, character=sums.place(position.character))
        line, units = self.line(position.line), 0
        for character, symbol in enumerate(line):
            if units >= position.character:
                return Position(line=position.line, character=character)
            units += _weight(symbol, encoding)
        return Position(line=position.line, character=len(line))

    def encode(self, position: Position, encoding: Encoding) -> Position:
        """Turn a position in code points into one counted in `encoding` units."""
        if self._is_plain(position, encoding):
            return position
        if (sums := self._sums(position.line, encoding)) is not None:
            return Position(line=position.line, character=sums.upto(position.character))
        units = _weight(self.line(position.line)[: position.character], encoding)
        return Position(line=position.line, character=units)

    def _is_plain(self, position: Position, encoding: Encoding) -> bool:
        """Whether both count alike: that of a text is known without looking, and most are ASCII."""
        if encoding == "utf-32" or self.text.isascii() or position.line >= len(self.starts):
            return True
        start, end = self._span(position.line)
        return end - start < _LONG and self.text[start:end].isascii()

    def _sums(self, number: int, encoding: Encoding) -> PrefixSums[str] | None:
        """Of a long line, for many are asked of the same in a row; None of others."""
        start, end = self._span(number)
        if end - start < _LONG:
            return None
        known = self._last_sums
        if known is None or known[:2] != (number, encoding):
            sums = PrefixSums(self.text[start:end], lambda part: _weight(part, encoding))
            self._last_sums = known = number, encoding, sums
        return known[2]


def _weight(text: str, encoding: Encoding) -> int:
    """Units of a text; a lone surrogate counts as one of UTF-16, as three of UTF-8."""
    if text.isascii():
        return len(text)
    if encoding == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
