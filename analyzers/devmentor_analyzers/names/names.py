"""jedi behind one door: two workers, so that a hover never waits for a search."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, Literal

from devmentor_analyzers.engine_status import EngineState, EngineStatus
from devmentor_analyzers.names.lane import Lane, Limits, NoAnswer
from devmentor_analyzers.names.open_texts import OpenTexts
from devmentor_analyzers.names.wire import (
    Calls,
    Changes,
    Kind,
    Occurrence,
    Offers,
    Origin,
    Place,
    Question,
    Setup,
    Span,
)
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import (
    Completion,
    Completions,
    Highlight,
    Hover,
    Location,
    Signature,
    Signatures,
)
from devmentor_protocol.position import Position, Range

RefactoringKind = Literal["extract_variable", "extract_function", "inline"]
ENGINE: Final = "jedi"
_INTERACTIVE: Final = Limits(answer_seconds=15.0, max_bytes=700_000_000)
_BULK: Final = Limits(answer_seconds=90.0, max_bytes=1_200_000_000)
_LARGE: Final = 400_000
"""Longer texts take jedi seconds to read: they do not hold up the others."""


class Names:
    """Answers about names in Python. Never raises: a worker that fails costs its own answer."""

    def __init__(
        self,
        folders: Sequence[Path],
        interpreter: Path | None,
        *,
        interactive: Limits = _INTERACTIVE,
        bulk: Limits = _BULK,
    ) -> None:
        self._texts = OpenTexts()
        pythons = dict.fromkeys(folders, interpreter)
        setup = _setup(pythons, interpreter, patient=False)
        self.interactive = Lane(setup, interactive, self._texts)
        self.bulk = Lane(replace(setup, patient=True), bulk, self._texts)
        self._completed_at = Position(line=0, character=0)

    async def start(self) -> None:
        """Start the workers; they warm up in the background."""
        self.interactive.start()
        self.bulk.start()

    async def close(self) -> None:
        """Stop the workers; no process is left."""
        await asyncio.gather(self.interactive.close(), self.bulk.close())

    async def work_in(self, pythons: Mapping[Path, Path | None], stray: Path | None) -> None:
        """Take other folders with their chosen interpreters; `stray` is for what is in none."""
        setup = _setup(pythons, stray, patient=False)
        await asyncio.gather(
            self.interactive.work_in(setup), self.bulk.work_in(replace(setup, patient=True))
        )

    def opened(self, snapshot: Snapshot) -> None:
        """Take note of a document's newest text: questions about other files see it too."""
        if snapshot.language == "python":
            self._texts.show(snapshot.uri, str(snapshot.path), snapshot.text)

    def closed(self, uri: str) -> None:
        """Forget a document; its file counts again."""
        self._texts.close(uri)

    def status(self) -> EngineStatus:
        """How the workers are, and what is wrong with the project's environment."""
        lanes = (self.interactive, self.bulk)
        workers = [lane.worker for lane in lanes if lane.worker is not None]
        details = [self.interactive.detail]
        details += [lane.mishap for lane in lanes if lane.state == "failed"]
        return EngineStatus(
            name=ENGINE,
            state=_state(lanes),
            version=version("jedi"),
            detail=" ".join(dict.fromkeys(detail for detail in details if detail)),
            pid=self.interactive.worker.pid if self.interactive.worker else None,
            rss_bytes=sum(worker.memory() for worker in workers) or None,
        )

    async def complete(self, snapshot: Snapshot, at: Position, limit: int) -> Completions:
        """Names that may be typed here."""
        self._completed_at = at
        found: Offers | None = await self._ask("complete", snapshot, at, limit=limit)
        if found is None:
            return Completions(())
        items = (
            Completion(offer.label, offer.kind, offer.insert, offer.sort_key, ENGINE)
            for offer in found.items
        )
        return Completions(tuple(items), found.incomplete)

    async def resolve(self, snapshot: Snapshot, completion: Completion) -> Completion:
        """Fill in declaration and documentation, for the list that was asked for last."""
        at, label = self._completed_at, completion.label
        about = await self._ask("resolve", snapshot, at, label=label)
        if about is None:
            return completion
        return Completion(
            label=completion.label,
            kind=completion.kind,
            insert=completion.insert,
            sort_key=completion.sort_key,
            engine=completion.engine,
            detail=about.detail,
            documentation=about.markdown,
        )

    async def hover(self, snapshot: Snapshot, at: Position) -> Hover | None:
        """What is under the cursor."""
        found = await self._ask("hover", snapshot, at)
        return Hover(found.markdown, _range(found.span) if found.span else None) if found else None

    async def signatures(self, snapshot: Snapshot, at: Position) -> Signatures | None:
        """Ways to call the function around a place."""
        found: Calls | None = await self._ask("signatures", snapshot, at)
        if found is None:
            return None
        items = tuple(Signature(*call) for call in found.items)
        return Signatures(items, found.active, found.active_parameter)

    async def definitions(self, snapshot: Snapshot, at: Position) -> list[Location]:
        """Where a name is defined, imports followed."""
        return _locations(await self._ask("definitions", snapshot, at))

    async def references(
        self,
        snapshot: Snapshot,
        at: Position,
        *,
        include_declaration: bool,
        known: Sequence[Location] | None = None,
        exhaustive: bool = False,
    ) -> list[Location]:
        """Where a name is used in the workspace; `known` and `exhaustive` as in `NameEngine`."""
        places = None if known is None else tuple(_place(each) for each in known)
        return _locations(
            await self._ask(
                "references",
                snapshot,
                at,
                include_declaration=include_declaration,
                known=places,
                exhaustive=exhaustive,
            )
        )

    async def highlights(self, snapshot: Snapshot, at: Position) -> list[Highlight]:
        """Where a name occurs in its document."""
        found: list[Occurrence] | None = await self._ask("highlights", snapshot, at)
        return [Highlight(_range(each.span), each.write) for each in found or ()]

    async def declarations(self, snapshot: Snapshot, at: Position) -> list[Location]:
        """Where a name enters its file: imports are not followed."""
        return _locations(await self._ask("declarations", snapshot, at))

    async def type_definitions(self, snapshot: Snapshot, at: Position) -> list[Location]:
        """The classes of what a name stands for."""
        return _locations(await self._ask("types", snapshot, at))

    async def origins(self, snapshot: Snapshot, at: Position) -> list[Origin]:
        """What the name under the cursor belongs to, and would be renamed with; not an alias."""
        return await self._ask("origins", snapshot, at) or []

    async def refactor(
        self, kind: RefactoringKind, snapshot: Snapshot, range: Range, name: str = ""
    ) -> Changes:
        """What a refactoring of a selection changes, or why it cannot be done."""
        until = (range.end.line, range.end.character)
        found = await self._ask(kind, snapshot, range.start, label=name, until=until)
        return found or Changes([], "jedi could not work it out in time")

    async def _ask(self, kind: Kind, snapshot: Snapshot, at: Position, **more: Any) -> Any:
        if not _exists(snapshot, at):
            return None
        slow = kind in ("references", "inline") or len(snapshot.text) > _LARGE
        question = Question(
            kind, str(snapshot.path), snapshot.version, snapshot.text, at.line, at.character, **more
        )
        try:
            return await (self.bulk if slow else self.interactive).ask(question)
        except NoAnswer:
            return None


def _setup(pythons: Mapping[Path, Path | None], stray: Path | None, *, patient: bool) -> Setup:
    chosen = {str(folder): str(python) if python else None for folder, python in pythons.items()}
    return Setup(tuple(chosen), str(stray) if stray else None, patient, chosen)


def _state(lanes: Sequence[Lane]) -> EngineState:
    states = {lane.state for lane in lanes}
    return "failed" if "failed" in states else "starting" if "starting" in states else "ready"


def _exists(snapshot: Snapshot, at: Position) -> bool:
    """jedi refuses places outside of the text."""
    lines = snapshot.lines
    return at.line < len(lines.starts) and at.character <= len(lines.line(at.line))


def _range(span: Span) -> Range:
    return Range.of(*span)


def _place(location: Location) -> Place:
    start, end = location.range.start, location.range.end
    return Place(str(location.path), (start.line, start.character, end.line, end.character))


def _locations(places: list[Place] | None) -> list[Location]:
    return [Location(Path(place.path), _range(place.span)) for place in places or ()]
