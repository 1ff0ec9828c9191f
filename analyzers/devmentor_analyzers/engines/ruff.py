"""Lint by a resident ruff, with the project's own configuration."""

from collections.abc import Sequence
from pathlib import Path

from devmentor_analyzers.engines.binaries import binary
from devmentor_analyzers.engines.connection import EngineError, Json
from devmentor_analyzers.engines.engine import Engine, Recipe
from devmentor_analyzers.engines.reading import edits_of, finding_of
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Fix
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
        self.engine = Engine(Recipe(NAME, command, frozenset({"python"}), options), folders)

    async def findings(self, snapshot: Snapshot) -> list[Finding] | None:
        """What ruff notices; None when it did not answer."""
        items = await self._items(snapshot)
        if items is None:
            return None
        return [finding_of(item, snapshot.path, NAME) for item in items]

    async def fixes(self, snapshot: Snapshot, range_: Range) -> list[Fix]:
        """Fixes of what ruff notices in a range."""
        found: list[Fix] = []
        for item in await self._items(snapshot) or []:
            finding, data = finding_of(item, snapshot.path, NAME), _data(item)
            if data.get("edits") and finding.range.overlaps(range_):
                found.append(
                    Fix(
                        title=f"{data['title']} [{finding.code}]",
                        edits=edits_of(data["edits"], snapshot.path),
                        findings=(finding,),
                        safe=bool(data.get("is_preferred")),
                    )
                )
        return found

    async def _items(self, snapshot: Snapshot) -> list[Json] | None:
        """Ruff's diagnostics; its answers are checked here, where they enter."""
        if snapshot.language not in self.engine.recipe.languages:
            return None
        try:
            async with self.engine.seeing(snapshot):
                document = {"textDocument": {"uri": snapshot.uri}}
                answer = await self.engine.ask("textDocument/diagnostic", document)
            return list(answer["items"])
        except (EngineError, KeyError, TypeError):
            return None


def _data(item: Json) -> dict[str, Json]:
    """What ruff attaches to a diagnostic for its own code actions: edits, title, safety."""
    return item.get("data") or {}
