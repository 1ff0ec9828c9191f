"""Lint and format by a resident ruff, with the project's own configuration."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from devmentor_analyzers.engines.binaries import binary
from devmentor_analyzers.engines.connection import EngineError, Json, Unanswered
from devmentor_analyzers.engines.engine import Engine
from devmentor_analyzers.engines.last_answers import LastAnswers
from devmentor_analyzers.engines.reading import (
    edits_of,
    finding_of,
    findings_of,
    range_of,
    span,
)
from devmentor_analyzers.engines.recipe import STILL_SECONDS, Recipe
from devmentor_analyzers.hunks import hunks
from devmentor_analyzers.shared_work import SharedWork
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Edit, Fix
from devmentor_protocol.finding import Finding
from devmentor_protocol.position import Range

NAME = "ruff"
SYNTAX = "invalid-syntax"
"""The code of what is not a rule: the file does not parse."""


class Ruff:
    """Findings and fixes of Python files."""

    def __init__(self, folders: Sequence[Path]) -> None:
        program = binary(NAME)
        command = [str(program), "server"] if program else None
        options = {"settings": {"showSyntaxErrors": True}}
        python = frozenset({"python"})
        recipe = Recipe(NAME, command, python, options, still_seconds=STILL_SECONDS)
        self.engine = Engine(recipe, folders)
        self._last = LastAnswers()
        self._looking = SharedWork[tuple[str, int], list[Finding] | None]()

    async def findings(self, snapshot: Snapshot) -> list[Finding] | None:
        """What ruff notices; None when it did not answer."""
        return await self._looking.join((snapshot.uri, snapshot.version), self._look(snapshot))

    async def _look(self, snapshot: Snapshot) -> list[Finding] | None:
        try:
            items = await self._items(snapshot)
        except Unanswered:
            items = None
        found = None if items is None else await findings_of(items, snapshot.path, NAME)
        return await self._last.or_last(self.engine, snapshot, found)

    async def fixes(self, snapshot: Snapshot, range_: Range) -> list[Fix]:
        """Fixes of what ruff notices in a range, then ways to silence it there.

        Raises `Unanswered`, as all that is not about findings does.
        """
        items = await self._items(snapshot) or []
        return await asyncio.to_thread(_fixes, items, snapshot, range_)

    async def formatted(self, snapshot: Snapshot, range_: Range | None = None) -> list[Edit]:
        """Edits that format a document or a part of it; none when it does not parse.

        Widths and quotes are the project's, never the editor's.
        """
        params: Json = {"options": {"tabSize": 4, "insertSpaces": True}}
        method = "formatting"
        if range_ is not None:
            method, params["range"] = "rangeFormatting", span(range_)
        return await self._edits(snapshot, await self._ask(snapshot, method, params))

    async def organized(self, snapshot: Snapshot) -> list[Edit]:
        """Edits that sort the imports of a document; none when they are in order."""
        top = {"line": 0, "character": 0}
        context = {"diagnostics": [], "only": ["source.organizeImports"]}
        params = {"range": {"start": top, "end": top}, "context": context}
        try:
            actions: list[Json] = await self._ask(snapshot, "codeAction", params) or []
            async with self.engine.seeing(snapshot):
                resolved = [await self.engine.ask("codeAction/resolve", each) for each in actions]
            changes: list[Json] = [each["edit"]["changes"] for each in resolved]
            items = [item for change in changes for edits in change.values() for item in edits]
        except Unanswered:
            raise
        except (EngineError, KeyError, TypeError, AttributeError):
            return []
        return await self._edits(snapshot, items)

    async def _edits(self, snapshot: Snapshot, items: Json) -> list[Edit]:
        """Ruff replaces from the first difference to the last; that is narrowed, in a thread."""

        def narrow() -> list[Edit]:
            edits = edits_of(items or (), snapshot.path)
            return [hunk for edit in edits for hunk in hunks(snapshot.lines, edit)]

        try:
            return await asyncio.to_thread(narrow)
        except (KeyError, TypeError, ValueError):
            return []

    async def _items(self, snapshot: Snapshot) -> list[Json] | None:
        """Ruff's diagnostics; its answers are checked here, where they enter."""
        try:
            return list((await self._ask(snapshot, "diagnostic", {}))["items"])
        except (KeyError, TypeError):
            return None

    async def _ask(self, snapshot: Snapshot, method: str, params: Json) -> Json:
        """Ask about a document; None when ruff refuses. Raises `Unanswered`."""
        if snapshot.language not in self.engine.recipe.languages:
            return None
        try:
            async with self.engine.seeing(snapshot):
                about = {"textDocument": {"uri": snapshot.uri}, **params}
                return await self.engine.ask(f"textDocument/{method}", about)
        except Unanswered:
            raise
        except EngineError:
            return None


def _fixes(items: Sequence[Json], snapshot: Snapshot, range_: Range) -> list[Fix]:
    fixes: list[Fix] = []
    silences: list[Fix] = []
    for item in items:
        if not range_of(item["range"]).overlaps(range_):
            continue
        finding, data = finding_of(item, snapshot.path, NAME), _data(item)
        if data.get("edits"):
            fixes.append(
                Fix(
                    title=f"{data['title']} [{finding.code}]",
                    edits=edits_of(data["edits"], snapshot.path),
                    findings=(finding,),
                    safe=bool(data.get("is_preferred")),
                )
            )
        if data.get("noqa_edit"):
            silences.append(
                Fix(
                    title=f"Disable {finding.code} on this line",
                    edits=edits_of([data["noqa_edit"]], snapshot.path),
                    findings=(finding,),
                    silences=True,
                )
            )
    return [*fixes, *_once(silences)]


def _data(item: Json) -> dict[str, Json]:
    """What ruff attaches to a diagnostic for its own code actions: edits, title, safety."""
    return item.get("data") or {}


def _once(silences: list[Fix]) -> list[Fix]:
    """One comment silences a rule for its whole line, however often it is broken there."""
    unique: dict[tuple[Edit, ...], Fix] = {}
    for each in silences:
        unique.setdefault(each.edits, each)
    return list(unique.values())
