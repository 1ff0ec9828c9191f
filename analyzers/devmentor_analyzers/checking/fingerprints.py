"""What stays of a finding when lines above it move: for baselines and for CI that tracks findings."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from devmentor_analyzers.engines.cells_once import NotANotebook, OtherNotebook, cells
from devmentor_analyzers.lines import LineIndex
from devmentor_protocol.finding import Finding


class Texts:
    """The texts findings are about, read when first needed; `given` stand for files' contents."""

    def __init__(self, given: dict[str, str] | None = None) -> None:
        self._given = given or {}
        self._lines = cache(self._read)
        self._cells = cache(self._read_cells)

    def text(self, path: str) -> str:
        """The whole text; empty when it cannot be read."""
        return self._lines(path).text

    def line(self, path: str, number: int, cell: int | None = None) -> str:
        """One line, counted from zero, without its end; empty when there is none.

        With a cell of a notebook it is one of that cell.
        """
        lines = self._lines(path) if cell is None else self.cells(path).get(cell)
        return lines.line(number) if lines else ""

    def cells(self, path: str) -> dict[int, LineIndex]:
        """The cells of a notebook that hold code, by their number; none when it cannot be read."""
        return self._cells(path)

    def _read_cells(self, path: str) -> dict[int, LineIndex]:
        try:
            found = cells(self.text(path))
        except (NotANotebook, OtherNotebook):
            return {}
        return {each.number: LineIndex(each.text) for each in found if each.is_code}

    def _read(self, path: str) -> LineIndex:
        if path in self._given:
            return LineIndex(self._given[path])
        try:
            return LineIndex(Path(path).read_text(encoding="utf-8-sig", errors="replace"))
        except OSError:
            return LineIndex("")


def fingerprints(findings: Iterable[Finding], texts: Texts) -> list[str]:
    """One for each finding, unlike any other of its file.

    Made of the rule, the text of the line without its indentation, and which of several equal ones
    it is. Not of the message: messages hold line numbers and types that change with other code.
    """
    seen: Counter[tuple[str, str]] = Counter()
    found: list[str] = []
    for each in findings:
        line = texts.line(each.path, each.range.start.line, each.cell).strip()
        digest = sha256(f"{each.source}\0{each.code}\0{line}".encode()).hexdigest()[:24]
        seen[each.path, digest] += 1
        found.append(f"{digest}:{seen[each.path, digest]}")
    return found
