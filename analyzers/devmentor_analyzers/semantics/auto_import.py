"""Names of the project that completion can import.

From our own index: with imports in its completions ty takes 400 ms a key instead of 8.
"""

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from devmentor_analyzers.semantics.standing import takes_names
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.symbols.search import SymbolSearch
from devmentor_analyzers.syntax.scopes import is_parameter
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.values import Completion, Completions, Edit, WorkspaceSymbol
from devmentor_protocol.position import Position, Range

ENGINE = "index"
_TYPED = re.compile(r"(?<![\w.])[^\W\d]\w+\Z")
"""Two letters at least, and nothing before them that they belong to."""

_TAKEN = re.compile(r"\s*(from|import|def|class|async\s+def)\b")
"""Lines that name what they import or define."""

_ASKED = 200
_FRESH_SECONDS = 5.0
"""The index may have read more files by then."""

_MOST = 20
_GRACE_SECONDS = 0.005
"""What the index may hold back an answer; later it waits for the next key."""


@dataclass(frozen=True, slots=True)
class Search:
    """One question to the index; the answer also serves longer words unless it was cut."""

    word: str
    began: float
    answer: asyncio.Task[list[WorkspaceSymbol]]

    def serves(self, word: str, now: float) -> bool:
        """Tell whether its answer is, or will be, right for a word too."""
        is_longer = word.startswith(self.word) and now - self.began < _FRESH_SECONDS
        is_cut = self.answer.done() and len(self.answer.result()) >= _ASKED
        return is_longer and (word == self.word or not is_cut)


class AutoImport:
    """Keeps the last search: what comes too late for one key is there for the next."""

    def __init__(self, folders: Sequence[Path], symbols: SymbolSearch, syntax: Syntax) -> None:
        self._folders = folders
        self._symbols = symbols
        self._syntax = syntax
        self._last: Search | None = None

    def look(self, snapshot: Snapshot, at: Position) -> Search | None:
        """Start to search for the word before a place; None where nothing is to be imported."""
        word = _word(snapshot, at)
        now = asyncio.get_running_loop().time()
        if not word:
            return None
        if self._last is None or not self._last.serves(word, now):
            answer = asyncio.create_task(self._symbols.find(word, _ASKED))
            self._last = Search(word, now, answer)
        return self._last

    async def join(
        self, found: Completions, snapshot: Snapshot, at: Position, search: Search
    ) -> Completions:
        """Add what can be imported behind the names in scope; say so when it is not known yet."""
        if not await self._syntax.is_name(snapshot, at) or await self._syntax.read(
            snapshot, lambda parsed: is_parameter(parsed, at)
        ):
            return found
        await asyncio.wait([search.answer], timeout=_GRACE_SECONDS)
        if not search.answer.done():
            return Completions(found.items, incomplete=True)
        line = await self._syntax.import_line(snapshot)
        known = {each.label for each in found.items}
        offers = self._offers(search.answer.result(), _word(snapshot, at), snapshot, line)
        more = [each for each in offers if each.label not in known]
        return Completions((*found.items, *more[:_MOST]), found.incomplete or len(more) > _MOST)

    def _offers(
        self, symbols: Sequence[WorkspaceSymbol], word: str, snapshot: Snapshot, line: int
    ) -> Iterator[Completion]:
        start = Position(line=line, character=0)
        for number, symbol in enumerate(symbols):
            module = self._module(symbol.location.path)
            if module is None or not _importable(symbol, word, snapshot):
                continue
            statement = f"from {module} import {symbol.name}"
            edit = Edit(snapshot.path, Range(start=start, end=start), f"{statement}\n")
            yield Completion(
                label=symbol.name,
                kind=symbol.kind,
                insert=symbol.name,
                sort_key=f"~{number:05}",
                engine=ENGINE,
                detail=statement,
                edits=(edit,),
            )

    def _module(self, path: Path) -> str | None:
        """The dotted name of a file; None when it depends on how the project is started."""
        if path.suffix not in (".py", ".pyi"):
            return None
        names = [] if path.stem == "__init__" else [path.stem]
        folder = path.parent
        while (folder / "__init__.py").exists():
            names.insert(0, folder.name)
            folder = folder.parent
        roots = [root for each in self._folders for root in (each, each / "src")]
        is_sure = bool(names) and (folder in roots or len(names) > 1)
        return ".".join(names) if is_sure and all(map(str.isidentifier, names)) else None


def _word(snapshot: Snapshot, at: Position) -> str:
    before = snapshot.lines.line(at.line)[: at.character]
    typed = _TYPED.search(before)
    is_free = typed and not _TAKEN.match(before) and takes_names(before)
    return typed.group() if typed and is_free else ""


def _importable(symbol: WorkspaceSymbol, word: str, snapshot: Snapshot) -> bool:
    is_public = word.startswith("_") or not symbol.name.startswith("_")
    return (
        not symbol.container
        and is_public
        and symbol.name.lower().startswith(word.lower())
        and symbol.location.path != snapshot.path
    )
