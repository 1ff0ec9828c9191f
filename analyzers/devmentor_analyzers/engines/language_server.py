"""What an engine that speaks LSP is asked, and its answers as our values."""

import asyncio
import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from devmentor_analyzers.engines.actions import MOST, action_of, is_action
from devmentor_analyzers.engines.connection import EngineError, Json
from devmentor_analyzers.engines.engine import Engine
from devmentor_analyzers.engines.given_names import waits_in_cell
from devmentor_analyzers.engines.last_answers import LastAnswers
from devmentor_analyzers.engines.presenting import hints_of, tokens_of
from devmentor_analyzers.engines.reading import (
    completions_of,
    document,
    edits_of,
    findings_of,
    highlights_of,
    hover_of,
    is_object,
    locations_of,
    place,
    range_of,
    signatures_of,
    span,
    workspace_edits_of,
)
from devmentor_analyzers.engines.symbols import symbols_of, workspace_symbols_of
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import (
    Completion,
    Edit,
    Fix,
    Highlight,
    Hint,
    Hover,
    Indent,
    Location,
    Signatures,
    Symbol,
    WorkspaceSymbol,
)
from devmentor_protocol.finding import Finding
from devmentor_protocol.position import Position, Range

ResultT = TypeVar("ResultT")
_QUICK = 5.0
_THOROUGH = 30.0


class LanguageServer:
    """Each question is answered with None when it has nothing to say, is absent, or fails."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._last = LastAnswers()

    def engine_for(self, snapshot: Snapshot) -> Engine | None:
        """Who answers about a document."""
        return self.engine if self.engine.takes(snapshot) else None

    async def findings(self, snapshot: Snapshot) -> list[Finding] | None:
        """What it notices; it is asked, or waited for where it cannot be asked."""
        engine = self.engine_for(snapshot)
        if engine is None:
            return None
        found = await self._found(engine, snapshot)
        return await self._last.or_last(engine, snapshot, found)

    async def _found(self, engine: Engine, snapshot: Snapshot) -> list[Finding] | None:
        if not await engine.started():
            return None
        items = await self._diagnostics(engine, snapshot)
        try:
            found = items and await findings_of(items, snapshot.path, engine.recipe.name)
        except MALFORMED:
            return None
        return found and [each for each in found if not waits_in_cell(each, snapshot)]

    async def _diagnostics(self, engine: Engine, snapshot: Snapshot) -> list[Json] | None:
        def read(answer: Json) -> list[Json]:
            return list(answer["items"])

        if engine.recipe.pulls or engine.capabilities.get("diagnosticProvider"):
            about = document(snapshot.uri)
            return await self._ask(snapshot, "diagnostic", about, read, timeout=_THOROUGH)
        return await self._pushed(engine, snapshot)

    async def _pushed(self, engine: Engine, snapshot: Snapshot) -> list[Json] | None:
        try:
            async with engine.seeing(snapshot):
                items = await engine.pushed.of(snapshot, _THOROUGH)
                return await engine.read(items or [], snapshot.uri)
        except MALFORMED:
            return None

    async def hover(self, snapshot: Snapshot, at: Position) -> Hover | None:
        """What is under the cursor."""
        return await self._ask(snapshot, "hover", place(snapshot.uri, at), hover_of)

    async def definitions(self, snapshot: Snapshot, at: Position) -> list[Location] | None:
        """Where a name is defined."""
        return await self._ask(snapshot, "definition", place(snapshot.uri, at), locations_of)

    async def references(
        self, snapshot: Snapshot, at: Position, *, include_declaration: bool
    ) -> list[Location] | None:
        """Where a name is used in the project."""
        context = {"context": {"includeDeclaration": include_declaration}}
        params = place(snapshot.uri, at) | context
        return await self._ask(snapshot, "references", params, locations_of, timeout=_THOROUGH)

    async def highlights(self, snapshot: Snapshot, at: Position) -> list[Highlight] | None:
        """Where a name occurs in its document."""
        params = place(snapshot.uri, at)
        return await self._ask(snapshot, "documentHighlight", params, highlights_of)

    async def hints(self, snapshot: Snapshot, range_: Range) -> list[Hint] | None:
        """Types and names of parameters that the code does not say."""

        def read(answer: Json) -> list[Hint]:
            return hints_of(answer, snapshot.path)

        params = document(snapshot.uri) | {"range": span(range_)}
        return await self._ask(snapshot, "inlayHint", params, read)

    async def tokens(self, snapshot: Snapshot, range_: Range | None = None) -> list[int] | None:
        """What each word of a document, or of a part of it, is (see `token_kinds`)."""
        if (engine := self.engine_for(snapshot)) is None:
            return None

        def read(answer: Json) -> list[int]:
            legend = engine.capabilities["semanticTokensProvider"]["legend"]
            return tokens_of(answer, legend, snapshot.lines)

        params = document(snapshot.uri)
        method = "semanticTokens/full"
        if range_ is not None:
            method, params = "semanticTokens/range", params | {"range": span(range_)}
        return await self._ask(snapshot, method, params, read)

    async def complete(self, snapshot: Snapshot, at: Position) -> list[Completion] | None:
        """Names that may be typed, best first."""
        if (engine := self.engine_for(snapshot)) is None:
            return None

        def read(answer: Json) -> list[Completion]:
            return completions_of(answer, engine.recipe.name)

        return await self._ask(snapshot, "completion", place(snapshot.uri, at), read)

    async def signatures(self, snapshot: Snapshot, at: Position) -> Signatures | None:
        """Ways to call the function around a place."""
        return await self._ask(snapshot, "signatureHelp", place(snapshot.uri, at), signatures_of)

    async def renamable(self, snapshot: Snapshot, at: Position) -> Range | None:
        """The name at a place; None where it is not known to be one that may be renamed."""
        engine = self.engine_for(snapshot)
        provider: Json = engine.capabilities.get("renameProvider") if engine else None
        if provider and not (is_object(provider) and provider.get("prepareProvider")):
            return _word(snapshot, at)  # it cannot be asked

        def read(answer: Json) -> Range | None:
            return range_of(answer.get("range", answer)) if answer else None

        return await self._ask(snapshot, "prepareRename", place(snapshot.uri, at), read)

    async def rename(self, snapshot: Snapshot, at: Position, name: str) -> list[Edit] | None:
        """Every place where a name is written."""
        params = place(snapshot.uri, at) | {"newName": name}
        return await self._ask(snapshot, "rename", params, workspace_edits_of, timeout=_THOROUGH)

    async def formatted(
        self, snapshot: Snapshot, indent: Indent, range_: Range | None = None
    ) -> list[Edit] | None:
        """Edits that format a document or a part of it."""

        def read(answer: Json) -> list[Edit]:
            return list(edits_of(answer or (), snapshot.path))

        options = {"tabSize": indent.width, "insertSpaces": indent.spaces}
        params = document(snapshot.uri) | {"options": options}
        if range_ is None:
            return await self._ask(snapshot, "formatting", params, read)
        return await self._ask(snapshot, "rangeFormatting", params | {"range": span(range_)}, read)

    async def actions(
        self, snapshot: Snapshot, range_: Range, kinds: Sequence[str]
    ) -> list[Fix] | None:
        """What it offers to do in a range; what it would do by a command of its own is left out."""
        engine = self.engine_for(snapshot)
        if engine is None or not engine.capabilities.get("codeActionProvider"):
            return None
        found = await self._diagnostics(engine, snapshot) or []
        try:
            about = [each for each in found if range_of(each["range"]).overlaps(range_)]
            context = {"diagnostics": about, **({"only": list(kinds)} if kinds else {})}
            params = document(snapshot.uri) | {"range": span(range_), "context": context}
            offered = await self._ask(snapshot, "codeAction", params, lambda answer: answer or [])
            wanted = [each for each in offered or () if is_action(each)][:MOST]
            resolved = await asyncio.gather(*(self._resolved(snapshot, each) for each in wanted))
            return [action_of(each, snapshot.path, engine.recipe.name) for each in resolved if each]
        except MALFORMED:
            return None

    async def _resolved(self, snapshot: Snapshot, action: Json) -> Json:
        """An action with its edit; None when there is none, or it is none of texts."""
        if not action.get("edit"):
            asked = {name: value for name, value in action.items() if name != "diagnostics"}
            ask = self.ask(snapshot, "codeAction/resolve", asked, lambda answer: answer)
            action = action | (await ask or {})
        return action if workspace_edits_of(action.get("edit")) else None

    async def outline(self, snapshot: Snapshot) -> list[Symbol] | None:
        """The named pieces of a document."""
        return await self._ask(snapshot, "documentSymbol", document(snapshot.uri), symbols_of)

    async def _ask(
        self,
        snapshot: Snapshot,
        method: str,
        params: Json,
        read: Callable[[Json], ResultT],
        *,
        timeout: float = _QUICK,
    ) -> ResultT | None:
        return await self.ask(snapshot, f"textDocument/{method}", params, read, timeout=timeout)

    async def ask(
        self,
        snapshot: Snapshot,
        method: str,
        params: Json,
        read: Callable[[Json], ResultT],
        *,
        timeout: float = _QUICK,
    ) -> ResultT | None:
        """Ask about a document; what is answered is checked here, where it enters."""
        if (engine := self.engine_for(snapshot)) is None:
            return None
        try:
            async with engine.seeing(snapshot):
                return read(await engine.ask(method, params, timeout=timeout))
        except MALFORMED:
            return None


def _word(snapshot: Snapshot, at: Position) -> Range | None:
    line = snapshot.lines.line(at.line)
    for found in re.finditer(r"\w+", line):
        if found.start() <= at.character <= found.end():
            return Range.of(at.line, found.start(), at.line, found.end())
    return None


MALFORMED = (EngineError, KeyError, TypeError, ValueError, IndexError, AttributeError)
"""What reading an answer may raise, or waiting for it."""


async def find_symbols(engine: Engine, query: str) -> list[WorkspaceSymbol]:
    """Symbols anywhere in the folders of an engine; none when it does not answer."""
    if not engine.capabilities.get("workspaceSymbolProvider"):
        return []
    try:
        found = await engine.ask("workspace/symbol", {"query": query}, timeout=_QUICK)
        return workspace_symbols_of(found)
    except MALFORMED:
        return []
