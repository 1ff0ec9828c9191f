"""Open notebooks: their cells, and the one Python text that the analyzers read instead of them."""

import ast
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from lsprotocol import types

from devmentor_analyzers.lines import Encoding, LineIndex
from devmentor_analyzers.snapshot import Snapshot
from devmentor_server.documents import apply
from devmentor_server.uris import path_of

_SUFFIX = ".py"
_OTHER_LANGUAGE = re.compile(
    r"%%(bash|sh|script|html|HTML|javascript|js|latex|markdown|perl|ruby|svg|writefile|sql|R|file|cmd)\b"
)
_MAGIC = re.compile(r"(?P<indent>\s*)(?:[%!]|\?\w|[\w.]+\?\??\s*$)")
_ASSIGNED = re.compile(r"(?P<target>\s*[\w., ]+=\s*)[%!](?!=)")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the editor has it. Only cells of Python have a part in the text."""

    uri: str
    is_code: bool
    language: str = ""
    version: int = 0
    text: str = ""

    @property
    def is_python(self) -> bool:
        """Whether the analyzers read it."""
        return self.is_code and self.language == "python"


@dataclass(slots=True)
class Notebook:
    """Its cells in their order."""

    uri: str
    cells: list[Cell]
    version: int = 1
    """Of the text: it counts every change of any cell."""

    starts: list[int] = field(default_factory=list[int])
    """First lines of the cells of Python in the text."""

    read: list[Cell] = field(default_factory=list[Cell])
    """The cells of Python."""

    @property
    def text_uri(self) -> str:
        """What the analyzers call the text: a Python file beside the notebook."""
        return self.uri + _SUFFIX

    def text(self) -> str:
        """The cells of Python one behind the other, each from a line of its own."""
        self.read = [cell for cell in self.cells if cell.is_python]
        self.starts, parts, line = [], list[str](), 0
        for cell in self.read:
            self.starts.append(line)
            parts.append(python_of(cell.text) + "\n")
            line += len(LineIndex(cell.text).starts)
        return "".join(parts)

    def at(self, line: int) -> tuple[Cell, int] | None:
        """The cell that a line of the text is in, and its first line."""
        number = bisect_right(self.starts, line) - 1
        return (self.read[number], self.starts[number]) if number >= 0 else None

    def is_magical(self, uri: str) -> bool:
        """Tell whether a cell begins with a magic for the whole cell, which has to stay on top."""
        return any(cell.uri == uri and cell.text.startswith("%%") for cell in self.read)

    def is_left_out(self, line: int) -> bool:
        """Tell whether a line of the text stands for a magic."""
        if (found := self.at(line)) is None:
            return False
        cell, start = found
        before, after = LineIndex(cell.text), LineIndex(python_of(cell.text))
        return before.line(line - start) != after.line(line - start)

    def start(self, uri: str) -> int | None:
        """Where a cell begins in the text; None when it is not in it."""
        pairs = zip(self.read, self.starts, strict=True)
        return next((start for cell, start in pairs if cell.uri == uri), None)


class Notebooks:
    """What the client has open."""

    def __init__(self, encoding: Encoding) -> None:
        self._encoding: Encoding = encoding
        self._open: dict[str, Notebook] = {}

    def __bool__(self) -> bool:
        return bool(self._open)

    def open(
        self, notebook: types.NotebookDocument, documents: Sequence[types.TextDocumentItem]
    ) -> Notebook:
        """Start to keep a notebook."""
        opened = Notebook(notebook.uri, [_cell(cell) for cell in notebook.cells])
        _fill(opened, documents)
        self._open[notebook.uri] = opened
        return opened

    def change(self, uri: str, changes: types.NotebookDocumentCellChanges) -> Notebook | None:
        """Take changes of cells; None when the notebook is not open."""
        notebook = self._open.get(uri)
        if notebook is None:
            return None
        if changes.structure is not None:
            array = changes.structure.array
            known = {cell.uri: cell for cell in notebook.cells}
            new = [known.get(each.document, _cell(each)) for each in array.cells or ()]
            notebook.cells[array.start : array.start + array.delete_count] = new
            _fill(notebook, changes.structure.did_open or ())
        for cell in changes.data or ():
            _update(notebook, cell.document, is_code=cell.kind == types.NotebookCellKind.Code)
        for each in changes.text_content or ():
            self._change_text(notebook, each)
        notebook.version += 1
        return notebook

    def close(self, uri: str) -> Notebook | None:
        """Forget a notebook."""
        return self._open.pop(uri, None)

    def holding(self, cell: str) -> Notebook | None:
        """The notebook of a cell."""
        return next(
            (book for book in self._open.values() if any(c.uri == cell for c in book.cells)), None
        )

    def snapshot(self, cell: str) -> Snapshot | None:
        """The text of one cell of Python alone, magics and all; None when that is no Python.

        It goes by its notebook's name, from which ruff knows that magics are allowed.
        """
        book = self.holding(cell)
        found = next((each for each in book.cells if each.uri == cell), None) if book else None
        path = path_of(book.uri) if book else None
        if not (book and found and path and found.is_python) or is_other_language(found.text):
            return None
        uri = f"{book.uri}#{book.cells.index(found)}"
        return Snapshot(uri, path, found.language, found.version, found.text)

    def of_text(self, uri: str) -> Notebook | None:
        """The notebook that a text was made from."""
        return self._open.get(uri.removesuffix(_SUFFIX)) if uri.endswith(_SUFFIX) else None

    def _change_text(
        self, notebook: Notebook, given: types.NotebookDocumentCellContentChanges
    ) -> None:
        cell = next((each for each in notebook.cells if each.uri == given.document.uri), None)
        if cell is None:
            return
        text = cell.text
        for change in given.changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                text = apply(LineIndex(text), change, self._encoding).text
            else:
                text = change.text
        _update(notebook, cell.uri, text=text, version=given.document.version)


@lru_cache(maxsize=1_000)
def python_of(cell: str) -> str:
    """The text of a cell with `None` where magics are; its lines keep their numbers."""
    lines = re.split(r"(\r\n|\r|\n)", cell)
    if is_other_language(cell):
        return "".join(lines[1::2])
    python = [part if number % 2 else _python_line(part) for number, part in enumerate(lines)]
    return cell if python == lines or _parses(cell) else "".join(python)


def is_other_language(cell: str) -> bool:
    """Tell whether a magic at the top hands the cell to somebody else."""
    return _OTHER_LANGUAGE.match(cell.lstrip()) is not None


def _parses(cell: str) -> bool:
    """Tell whether a cell is Python as it is: `%` may begin a line of a long expression."""
    try:
        ast.parse(cell)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _python_line(line: str) -> str:
    if (found := _MAGIC.match(line)) is not None:
        return f"{found['indent']}None"  # which nobody takes away, as `pass` is
    if (found := _ASSIGNED.match(line)) is not None:
        return f"{found['target']}[]"
    return line


def _cell(cell: types.NotebookCell) -> Cell:
    return Cell(cell.document, cell.kind == types.NotebookCellKind.Code)


def _fill(notebook: Notebook, documents: Sequence[types.TextDocumentItem]) -> None:
    for item in documents:
        _update(notebook, item.uri, language=item.language_id, version=item.version, text=item.text)


def _update(notebook: Notebook, uri: str, **members: object) -> None:
    notebook.cells[:] = [
        replace(cell, **members) if cell.uri == uri else cell  # pyright: ignore[reportArgumentType] - its own members
        for cell in notebook.cells
    ]
