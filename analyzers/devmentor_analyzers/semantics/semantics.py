"""Two engines that know Python's names, joined: a type checker where it is sure, jedi for the rest."""

import asyncio
import re
from collections.abc import Awaitable, Sequence
from pathlib import Path
from typing import TypeVar

from devmentor_analyzers.engines.language_server import LanguageServer
from devmentor_analyzers.merge import best_completions, merge_locations
from devmentor_analyzers.names.names import ENGINE as JEDI
from devmentor_analyzers.semantics.fitting import fitting
from devmentor_analyzers.semantics.name_engine import NameEngine
from devmentor_analyzers.semantics.naming import takes_names
from devmentor_analyzers.semantics.shadowing import meant, spread
from devmentor_analyzers.semantics.standing import ENGINE, Standing, is_defined, standing
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.class_names import class_names
from devmentor_analyzers.syntax.namesakes import namesakes
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.values import (
    Completion,
    Completions,
    Highlight,
    Hover,
    Location,
    Signatures,
)
from devmentor_protocol.position import Position

ResultT = TypeVar("ResultT")
_GRACE_SECONDS = 3.0
"""How long jedi may hold back what ty found in the project: alone it may need half a minute."""

_CORRECTION_SECONDS = 0.3
"""How long jedi may take to correct what ty found."""

_CONTEXT = 4_000
"""Characters before the cursor that tell what can stand there."""

_WORD_BEFORE = re.compile(r"\w*\Z")


class Semantics:
    """Answers about names. `ty` is None when the user does not want it."""

    def __init__(
        self,
        ty: LanguageServer | None,
        names: NameEngine,
        syntax: Syntax,
        folders: Sequence[Path] = (),
    ) -> None:
        self._ty = ty
        self._names = names
        self._syntax = syntax
        self._folders = folders

    async def complete(self, snapshot: Snapshot, at: Position, limit: int) -> Completions:
        """Names that may be typed; ty's list when it has one that fits, jedi's otherwise."""
        above = snapshot.lines.line(at.line - 1) if at.line else ""
        if not takes_names(snapshot.lines.line(at.line)[: at.character], above):
            return Completions(())
        word = typed(snapshot, at)
        asks = self._ty is not None and not _is_inside_attribute(snapshot, at, word)
        stands = await self._standing(snapshot, at, word) if asks else Standing([])
        found = best_completions(stands.found, word, limit)
        if _is_sure(found, word) and not stands.incomplete:
            return found
        known = await self._names.complete(snapshot, at, limit)
        return known if known.items else await self._classes(snapshot, at, word, limit)

    async def _classes(
        self, snapshot: Snapshot, at: Position, word: str, limit: int
    ) -> Completions:
        found = await self._syntax.read(snapshot, lambda p: class_names(p, at, word)) or {}
        items = [Completion(name, kind, name, name, ENGINE) for name, kind in found.items()]
        return best_completions(items, word, limit)

    async def _standing(self, snapshot: Snapshot, at: Position, word: str) -> Standing:
        """What ty offers, less what does not fit."""
        offered = await self._ty.complete(snapshot, at) if self._ty else None
        before = snapshot.text[: snapshot.lines.offset(at) - len(word)]
        found = fitting(offered or [], before[-_CONTEXT:])

        def judge(parsed: Parsed) -> Standing:
            return standing(parsed, at, word, found)

        judged = await self._syntax.read(snapshot, judge) if found else None
        return judged or Standing(found)

    async def resolve(self, snapshot: Snapshot, completion: Completion) -> Completion:
        """Fill in the documentation; only jedi does not send all with its list."""
        if completion.engine != JEDI or completion.edits:
            return completion
        return await self._names.resolve(snapshot, completion)

    async def hover(
        self, snapshot: Snapshot, at: Position, *, is_name: bool = True
    ) -> Hover | None:
        """What is under the cursor.

        Where it is not a name only ty is asked, which is quick: annotations may be strings.
        """
        sure = await self._ty.hover(snapshot, at) if self._ty else None
        return sure if sure or not is_name else await self._names.hover(snapshot, at)

    async def signatures(self, snapshot: Snapshot, at: Position) -> Signatures | None:
        """Ways to call the function around a place; jedi first: its labels have the name."""
        found = await self._names.signatures(snapshot, at)
        if found is None and self._ty is not None:
            found = await self._ty.signatures(snapshot, at)
        return found

    async def definitions(
        self, snapshot: Snapshot, at: Position, *, exact: bool = True
    ) -> list[Location]:
        """Where a name is defined.

        ty gives every binding of a variable, and a definition for itself; jedi knows which binding
        reaches this place, and what a method overrides: when an `exact` answer is worth a wait.
        """
        found = await self._ty.definitions(snapshot, at) if self._ty else None
        if not found:
            return merge_locations(await self._names.definitions(snapshot, at))
        is_binding = any(_is_at(each, snapshot, at) for each in found)
        is_known = await self._is_defined(snapshot, at, found) if exact else True
        if exact and (len(found) > 1 or is_binding or is_known is False):
            asked = self._names.definitions(snapshot, at)
            corrected = await _within(_CORRECTION_SECONDS, asked)
            if is_known is False and corrected is not None:
                found = corrected
            elif is_binding or set(corrected or []) < set(found):
                found = corrected or found
        return merge_locations(found)

    async def _is_defined(
        self, snapshot: Snapshot, at: Position, found: list[Location]
    ) -> bool | None:
        return await self._syntax.read(snapshot, lambda parsed: is_defined(parsed, at, found))

    async def references(
        self,
        snapshot: Snapshot,
        at: Position,
        *,
        include_declaration: bool,
        exhaustive: bool = False,
    ) -> list[Location]:
        """Where a name is used: what ty finds, and jedi where the name stands elsewhere too.

        An `exhaustive` answer, as one that is edited by, takes the time it needs.
        """
        own_too = include_declaration
        known = None
        if self._ty is not None:
            known = await self._ty.references(snapshot, at, include_declaration=True)
        if self._ty is None or not known:
            found = await self._names.references(
                snapshot, at, include_declaration=own_too, exhaustive=exhaustive
            )
            return await self._unshadowed(snapshot, at, found)
        asked = self._names.references(
            snapshot, at, include_declaration=own_too, known=known, exhaustive=exhaustive
        )
        more = await _within(None if exhaustive else _GRACE_SECONDS, asked)
        if not own_too:
            known = await self._ty.references(snapshot, at, include_declaration=False)
        found = await self._unshadowed(snapshot, at, merge_locations(known, more))
        return await self._meant(snapshot, at, found)

    async def _unshadowed(
        self, snapshot: Snapshot, at: Position, found: list[Location]
    ) -> list[Location]:
        if not spread(found, self._folders):
            return found
        defined = await self.definitions(snapshot, at)
        return await asyncio.to_thread(meant, found, defined, self._folders)

    async def _meant(
        self, snapshot: Snapshot, at: Position, found: list[Location]
    ) -> list[Location]:
        """Leave out what has the name but is another's."""
        here = [each for each in found if each.path == snapshot.path]
        places = [each.range for each in here]
        all_here = len(here) == len(found)

        def judge(parsed: Parsed) -> set[int]:
            return namesakes(parsed, at, places, all_here=all_here)

        others = await self._syntax.read(snapshot, judge) or set()
        strangers = {here[number] for number in others}
        return [each for each in found if each not in strangers]

    async def highlights(self, snapshot: Snapshot, at: Position) -> list[Highlight]:
        """Where a name occurs in its document."""
        sure = await self._ty.highlights(snapshot, at) if self._ty else None
        return sure or await self._names.highlights(snapshot, at)


async def _within(seconds: float | None, answer: Awaitable[ResultT]) -> ResultT | None:
    try:
        async with asyncio.timeout(seconds):
            return await answer
    except TimeoutError:
        return None


def _is_at(found: Location, snapshot: Snapshot, at: Position) -> bool:
    return found.path == snapshot.path and found.range.contains(at)


def _is_sure(found: Completions, typed: str) -> bool:
    """Only keywords, or only what every object has, is what ty offers where it knows no type."""
    return any(
        each.kind != "keyword" and (typed.startswith("__") or not each.label.startswith("__"))
        for each in found.items
    )


def _is_inside_attribute(snapshot: Snapshot, at: Position, word: str) -> bool:
    """In `os.path.ex|ists` ty offers what `os` has."""
    line = snapshot.lines.line(at.line)
    behind = line[at.character : at.character + 1]
    is_attribute = line[: at.character - len(word)].rstrip().endswith(".")
    return is_attribute and (behind.isalnum() or behind == "_")


def typed(snapshot: Snapshot, at: Position) -> str:
    """The part of a name that stands before the cursor."""
    before = snapshot.lines.line(at.line)[: at.character]
    found = _WORD_BEFORE.search(before)
    return found.group() if found else ""
