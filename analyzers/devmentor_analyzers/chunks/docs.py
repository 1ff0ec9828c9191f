"""Which comment documents which line, and what it says."""

import re
from collections.abc import Sequence

from devmentor_analyzers.syntax.languages import query
from devmentor_analyzers.syntax.parsed import Parsed

_MARKS = re.compile(r"^\s*(/\*+!?|\*+/?|//[/!]*|#+!?|--+|<!--|[rRuU]?(\"\"\"|'''|\"|'))? ?")
_ENDS = re.compile(r"\s*(\*+/|-->|\"\"\"|'''|\"|')\s*$")
_ATTRIBUTE = re.compile(r"\s*#!?\[")
"""What Rust writes between a comment and what it is about; elsewhere it is part of that."""


class Docs:
    """The comments of a document that stand on lines of their own, and its docstrings."""

    def __init__(self, parsed: Parsed, lines: Sequence[str]) -> None:
        self._lines = lines
        self._comments: set[int] = set()
        self._attributes: set[int] = set()
        if parsed.language == "rust":
            self._attributes = {n for n, line in enumerate(lines) if _ATTRIBUTE.match(line)}
        self._strings: dict[int, int] = {}  # first line → last line
        for name, node in parsed.captures(query(parsed.language, "folds")):
            if name == "comment":
                self._take(parsed, node.start_byte, node.end_byte)
        if parsed.language == "python":
            for _, node in parsed.captures(query("python", "docs")):
                last = parsed.line_of(max(node.start_byte, node.end_byte - 1))
                self._strings[parsed.line_of(node.start_byte)] = last

    def start(self, line: int) -> int:
        """The first line of the comment right above a line, or the line itself."""
        start = line
        while start and (start - 1 in self._comments or start - 1 in self._attributes):
            start -= 1
        return start

    def text(self, start: int, end: int) -> str:
        """What the comment at the start of some lines, else the first docstring in them, says."""
        last = start
        while last <= end and last in self._comments:
            last += 1
        if last == start:
            start = next((line for line in range(start, end + 1) if line in self._strings), -1)
            last = self._strings.get(start, -2) + 1
        lines = [line for line in self._lines[start:last] if not line.startswith("#!/")]
        said = [_ENDS.sub("", _MARKS.sub("", line)).rstrip() for line in lines]
        return "\n".join(said).strip()

    def _take(self, parsed: Parsed, start: int, end: int) -> None:
        """Note the lines of a comment that has no code before it."""
        before = parsed.data[parsed.data.rfind(b"\n", 0, start) + 1 : start]
        if not before.strip():
            last = parsed.line_of(max(start, end - 1))
            self._comments.update(range(parsed.line_of(start), last + 1))
