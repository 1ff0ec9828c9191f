"""Names that completion can import: the project's, then the library's and installed packages'.

From our own index: with imports in its completions ty takes 400 ms a key instead of 8.
"""

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from devmentor_analyzers.importables.importables import Importable
from devmentor_analyzers.semantics.naming import takes_names
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.symbols.search import Found, SymbolSearch
from devmentor_analyzers.syntax.scopes import is_parameter
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.values import Completion, Completions, Edit, Fix, WorkspaceSymbol
from devmentor_protocol.position import Position, Range

ENGINE = "index"
_TYPED = re.compile(r"(?<![\w.])[^\W\d]\w+\Z")
"""Two letters at least, and nothing before them that they belong to."""

_TAKEN = re.compile(r"\s*(?:(?:from|import)\b|(?:(?:async\s+)?def|class)\s+\w*\Z)")
"""What comes before the name of what is imported or defined."""

_ASKED = 200
_FRESH_SECONDS = 5.0
"""The index may have read more files by then."""

_MOST = 20
_MOST_FIXES = 8
_ALIASES = {
    "np": "numpy",
    "pd": "pandas",
    "plt": "matplotlib.pyplot",
    "sns": "seaborn",
    "tf": "tensorflow",
}
"""Names that everybody gives to a module."""

_GRACE_SECONDS = 0.005
"""What the index may hold back an answer; later it waits for the next key."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the index knows: the project's own symbols, and names to import from elsewhere."""

    symbols: Found[WorkspaceSymbol]
    importables: Found[Importable]

    @property
    def is_reading(self) -> bool:
        """Whether there may be more soon."""
        return self.symbols.is_reading or self.importables.is_reading

    @property
    def is_cut(self) -> bool:
        """Whether there is more of longer words."""
        return max(len(self.symbols.items), len(self.importables.items)) >= _ASKED


@dataclass(frozen=True, slots=True)
class Search:
    """One question to the index; the answer also serves longer words unless there is more of them."""

    uri: str
    word: str
    began: float
    answer: "asyncio.Task[Answer]"

    def serves(self, uri: str, word: str, now: float) -> bool:
        """Tell whether its answer is, or will be, right for a word in a document too."""
        is_fresh = uri == self.uri and now - self.began < _FRESH_SECONDS
        if not is_fresh or not word.startswith(self.word):
            return False
        if not self.answer.done():
            return True
        answer = self.answer.result()
        return not answer.is_reading and (word == self.word or not answer.is_cut)


class AutoImport:
    """Keeps the last search: what comes too late for one key is there for the next."""

    def __init__(self, folders: Sequence[Path], symbols: SymbolSearch, syntax: Syntax) -> None:
        self._folders = folders
        self.symbols = symbols
        self._syntax = syntax
        self._last: Search | None = None

    def look(self, snapshot: Snapshot, at: Position) -> Search | None:
        """Start to search for the word before a place; None where nothing is to be imported."""
        word = _word(snapshot, at)
        now = asyncio.get_running_loop().time()
        if not word:
            return None
        if self._last is None or not self._last.serves(snapshot.uri, word, now):
            answer = asyncio.create_task(self._ask(word, snapshot))
            self._last = Search(snapshot.uri, word, now, answer)
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
        answer = search.answer.result()
        offers = self._offers(answer, _word(snapshot, at), snapshot, line)
        unknown = (each for each in offers if each.label not in known)
        more = list(islice(unknown, _MOST + 1))  # each costs a look at the folders around its file
        incomplete = found.incomplete or answer.is_reading or len(more) > _MOST
        return Completions((*found.items, *more[:_MOST]), incomplete)

    async def fixes(self, snapshot: Snapshot, name: str) -> list[Fix]:
        """Ways to import a name that nothing in a document defines, the likeliest first."""
        word = _ALIASES.get(name, name).partition(".")[0]
        symbols, importables, line = await asyncio.gather(
            self.symbols.importable_symbols(name, _ASKED, snapshot),
            self.symbols.importable(word, _ASKED, exact=True),
            self._syntax.import_line(snapshot),
        )
        statements = list[str]()
        if name in _ALIASES and Importable(word, "module", "") in importables.items:
            statements.append(f"import {_ALIASES[name]} as {name}")
        same = [each for each in symbols.items if each.name == name]
        others = [each for each in importables.items if each.name == name]
        statements += [statement for _, _, statement in self._statements(same, others)]
        return [
            Fix(f"Import: {statement}", (_edit(statement, snapshot, line),))
            for statement in dict.fromkeys(statements[:_MOST_FIXES])
        ]

    async def _ask(self, word: str, snapshot: Snapshot) -> Answer:
        return Answer(
            *await asyncio.gather(
                self.symbols.importable_symbols(word, _ASKED, snapshot),
                self.symbols.importable(word, _ASKED),
            )
        )

    def _offers(
        self, answer: Answer, word: str, snapshot: Snapshot, line: int
    ) -> Iterator[Completion]:
        symbols = [each for each in answer.symbols.items if _begins(each.name, word)]
        others = [each for each in answer.importables.items if _begins(each.name, word)]
        offered = self._statements(symbols, others)
        for number, (name, kind, statement) in enumerate(offered):
            yield Completion(
                label=name,
                kind=kind,
                insert=name,
                sort_key=f"~{number:05}",
                engine=ENGINE,
                detail=statement,
                edits=(_edit(statement, snapshot, line),),
            )

    def _statements(
        self,
        symbols: Sequence[WorkspaceSymbol],
        importables: Sequence[Importable],
    ) -> Iterator[tuple[str, str, str]]:
        """Name, kind and import of what can be imported, each once."""
        given: set[str] = set()
        for symbol in symbols:
            module = self._module(symbol.location.path)
            statement = f"from {module} import {symbol.name}"
            if module is not None and statement not in given:
                given.add(statement)
                yield symbol.name, symbol.kind, statement
        for each in importables:
            from_ = f"from {each.module} " if each.module else ""
            statement = f"{from_}import {each.name}"
            if statement not in given:
                given.add(statement)
                yield each.name, each.kind, statement

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


def _begins(name: str, word: str) -> bool:
    is_public = word.startswith("_") or not name.startswith("_")
    return is_public and name.lower().startswith(word.lower())


def _edit(statement: str, snapshot: Snapshot, line: int) -> Edit:
    start = Position(line=line, character=0)
    newline = "\r\n" if "\r\n" in snapshot.text else "\n"
    above = snapshot.text[: snapshot.lines.offset(start)]
    begins = not above or above.endswith(("\n", "\r"))  # the last line may have no end
    written = f"{'' if begins else newline}{statement}{newline}"
    return Edit(snapshot.path, Range(start=start, end=start), written)
