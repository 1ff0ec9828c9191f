"""A text and its syntax tree."""

import re
import threading
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from tree_sitter import Node, Parser, Query, QueryCursor, Tree

from devmentor_analyzers.difference import differing
from devmentor_analyzers.lines import LineIndex
from devmentor_analyzers.prefix_sums import PrefixSums
from devmentor_analyzers.syntax.languages import grammar
from devmentor_protocol.position import Position, Range

_CHUNK = 16_384
"""Bytes handed to the parser at once: between two of them other threads may run."""

_WORD = 256
"""Bytes handed to a query that asks for the text of a node: most are names."""

_WINDOW = 131_072
"""Bytes queried at once, for the same reason: about 5 ms."""

_ANEW = 20_000
"""Bytes of broken code that are parsed anew after an edit: about 5 ms."""

_HEREDOC = re.compile(rb"<<")
_HTML_COMMENT = re.compile(rb"<!--|-->")
_UNSURE = {
    "shellscript": _HEREDOC,
    "ruby": _HEREDOC,
    "php": _HEREDOC,
    "javascript": _HTML_COMMENT,
    "javascriptreact": _HTML_COMMENT,
    "typescript": _HTML_COMMENT,
    "typescriptreact": _HTML_COMMENT,
}
"""What a grammar's own scanner reads by what it remembers of the text before, or by what the parser
would take there: tree-sitter keeps such a token where it would not be read again as it was."""

_UNSURE_ANEW = 100_000
"""Bytes of text with such a token that are parsed anew after an edit: about 25 ms, in a thread."""

_LONG = 1 << 30
"""Characters; no line has so many."""

_LONG_LINE = 2_000
"""Bytes of a line through which nobody should go for each place in it."""

_CONTINUING = bytes(range(0x80, 0xC0))
_MAX_DEPTH = 200
"""Deeper than any code people write; queries are quadratic in the depth of a tree."""

_MAX_ERRORS = 200
_MAX_PIECES = 5_000
"""Errors looked at, and pieces one of them may have: 5,000 cost a query 40 ms, 100,000 cost 16 s."""


class Parsed:
    """The tree of one text. Positions count code points, whatever tree-sitter counts.

    It is made from the tree before where there is one, and is the same as without: where the text has
    no error and nothing a grammar is unsure of, and up to some size where it has. In larger texts with errors tree-sitter
    may recover from one at another place than it would without the tree before (about 1 edit in
    1,000); what it reads of the rest does not depend on that, and nothing is left once it is mended.
    """

    def __init__(
        self,
        language: str,
        text: str,
        old: "Parsed | None" = None,
        lines: LineIndex | None = None,
    ) -> None:
        self.language = language
        self.text = text
        self.lines = lines or LineIndex(text)
        self.data = text.encode("utf-8", "replace")
        self.tree = _parse(language, self.data, old)
        self._last_sums: tuple[int, PrefixSums[bytes]] | None = None

    @cached_property
    def _starts(self) -> list[int]:
        if self.text.isascii():
            return self.lines.starts
        # Line ends are ASCII, so that bytes read as Latin-1 have the same lines.
        return LineIndex(self.data.decode("latin-1")).starts

    def position(self, byte: int) -> Position:
        """Position of a byte offset."""
        line = bisect_right(self._starts, byte) - 1
        start = self._starts[line]
        if self.text.isascii():
            width = byte - start
        elif byte - start < _LONG_LINE:
            width = _characters(self.data[start:byte])
        else:
            width = self._sums(line).upto(byte - start)
        return Position(line=line, character=width)

    def _sums(self, line: int) -> PrefixSums[bytes]:
        """Characters in a long line, for many places are asked of the same in a row."""
        known = self._last_sums
        if known is None or known[0] != line:
            end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.data)
            known = line, PrefixSums(self.data[self._starts[line] : end], _characters)
            self._last_sums = known
        return known[1]

    def byte(self, position: Position) -> int:
        """Byte offset of a position; past a line's end it is the line's end."""
        starts = self._starts
        if position.line >= len(starts):
            return len(self.data)
        if self.text.isascii():
            return self.lines.offset(position)
        start = starts[position.line]
        end = starts[position.line + 1] if position.line + 1 < len(starts) else len(self.data)
        line = self.data[start:end].rstrip(b"\r\n")
        if line.isascii():
            return start + min(position.character, len(line))
        return start + len(line.decode("utf-8", "ignore")[: position.character].encode())

    def line_of(self, byte: int) -> int:
        """Number of the line that holds a byte, from zero."""
        return bisect_right(self._starts, byte) - 1

    def range(self, node: Node) -> Range:
        """Range of a node."""
        return Range(start=self.position(node.start_byte), end=self.position(node.end_byte))

    def line(self, number: int) -> Range:
        """Range of a line, from zero, without its indentation and its end."""
        start = self.byte(Position(line=number, character=0))
        end = self.byte(Position(line=number, character=_LONG))
        text = self.data[start:end]
        start += len(text) - len(text.lstrip())
        return Range(start=self.position(start), end=self.position(end))

    def name(self, node: Node) -> str:
        """Text of a node."""
        return self.data[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def faulty(self) -> Iterator[Node]:
        """Walk to what could not be parsed, outermost only; without recursion, and not by a query."""
        cursor = self.tree.walk()
        while (node := cursor.node) is not None:
            is_fault = node.is_error or node.is_missing
            if is_fault:
                yield node
            elif node.has_error and cursor.goto_first_child():
                continue
            while not cursor.goto_next_sibling():
                if not cursor.goto_parent():
                    return

    @cached_property
    def _is_hopeless(self) -> bool:
        """Tell whether queries would take seconds: they are quadratic in the pieces of an error."""
        faulty = islice(self.faulty(), _MAX_ERRORS)
        return any(node.child_count > _MAX_PIECES for node in faulty)

    def captures(self, query: Query) -> list[tuple[str, Node]]:
        """Captured nodes in the order of the text, outer before inner."""
        nodes: dict[tuple[str, int], Node] = {}
        for cursor in self._windows(query):
            for name, captured in cursor.captures(self.tree.root_node).items():
                nodes.update({(name, node.id): node for node in captured})
        found = [(name, node) for (name, _), node in nodes.items()]
        return sorted(found, key=lambda each: (each[1].start_byte, -each[1].end_byte))

    def matches(self, query: Query, most: int | None = None) -> list[dict[str, list[Node]]]:
        """Captures of each match, those of the query's first pattern first; of the first `most` or so.

        One that crosses the windows of a large text may come twice.
        """
        found: list[tuple[int, dict[str, list[Node]]]] = []
        for cursor in self._windows(query):
            found += cursor.matches(self.tree.root_node)
            if most is not None and len(found) >= most:
                break
        return [captures for _, captures in sorted(found, key=lambda match: match[0])]

    def _windows(self, query: Query) -> Iterator[QueryCursor]:
        """Query a large text piece by piece: between two of them other threads may run.

        tree-sitter holds the interpreter's lock, and its own progress callback (0.26) crashes.
        """
        if self._is_hopeless:
            return
        for start in range(0, max(1, len(self.data)), _WINDOW):
            cursor = QueryCursor(query)
            cursor.set_max_start_depth(_MAX_DEPTH)
            cursor.set_byte_range(start, start + _WINDOW)
            yield cursor


def _characters(data: bytes) -> int:
    """Code points in UTF-8, by the bytes that begin one."""
    return len(data) if data.isascii() else len(data.translate(None, _CONTINUING))


class _Source:
    """What the parser reads in pieces, and the tree asks later for the text of its nodes.

    tree-sitter (0.26) never lets go of what it was given while it parsed: with pieces of the text
    each edit would cost memory for ever. It is given the one piece of this thread, filled anew.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.is_parsed = False

    def __call__(self, offset: int, _: object) -> bytes | bytearray:
        if (
            self.is_parsed
        ):  # only now, and only bytes: it takes anything else for bytes, and crashes
            return self._data[offset : offset + _WORD]
        _PIECE.data[:] = self._data[offset : offset + _CHUNK]
        return _PIECE.data


class _Piece(threading.local):
    def __init__(self) -> None:
        self.data = bytearray()


_PIECE = _Piece()


def _parse(language: str, data: bytes, old: Parsed | None) -> Tree:
    if len(data) <= _CHUNK:
        return _tree(language, data, data, old)
    source = _Source(data)
    tree = _tree(language, source, data, old)
    source.is_parsed = True
    return tree


def _tree(language: str, read: bytes | _Source, data: bytes, old: Parsed | None) -> Tree:
    parser = Parser(grammar(language))
    if old is None or old.language != language:
        return parser.parse(read)
    unsure = _UNSURE.get(language)
    if unsure is not None and len(data) <= _UNSURE_ANEW and unsure.search(data):
        return parser.parse(read)
    tree = parser.parse(read, _edited(old, data))
    if tree.root_node.has_error and len(data) <= _ANEW:
        return parser.parse(read)
    return tree


def _edited(old: Parsed, data: bytes) -> Tree:
    """Tell a copy of the old tree what changed: all between the common start and the common end."""
    before = old.data
    start, old_end, new_end = differing(before, data)
    tree = old.tree.copy()
    tree.edit(
        start,
        old_end,
        new_end,
        _point(before, start),
        _point(before, old_end),
        _point(data, new_end),
    )
    return tree


def _point(data: bytes, offset: int) -> tuple[int, int]:
    """tree-sitter's own row and column: it counts only newlines, and columns in bytes."""
    return data.count(b"\n", 0, offset), offset - (data.rfind(b"\n", 0, offset) + 1)
