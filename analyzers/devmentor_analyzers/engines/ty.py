"""Types, and names where they are sure, by a resident ty."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from devmentor_analyzers.engines.binaries import binary
from devmentor_analyzers.engines.connection import EngineError, Json
from devmentor_analyzers.engines.engine import Engine, Recipe
from devmentor_analyzers.engines.presenting import hints_of, tokens_of
from devmentor_analyzers.engines.reading import (
    UNSURE,
    completions_of,
    document,
    findings_of,
    highlights_of,
    hover_of,
    locations_of,
    place,
    signatures_of,
    span,
)
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Completion, Highlight, Hint, Hover, Location, Signatures
from devmentor_protocol.finding import Finding
from devmentor_protocol.position import Position, Range

NAME = "ty"
ResultT = TypeVar("ResultT")
_OBJECT = re.compile(r"<(class|module) '([^']+)'>")
_QUICK = 5.0
_THOROUGH = 30.0


class Ty:
    """Each question is answered with None when ty has nothing to say, is absent, or is not sure."""

    def __init__(self, folders: Sequence[Path], interpreter: Path | None) -> None:
        program = binary(NAME)
        command = [str(program), "server"] if program else None
        # With imports a completion takes 400 ms instead of 8; ours come from the index.
        options: Json = {"completions": {"autoImport": False}}
        if interpreter is not None:
            options["configuration"] = {"environment": {"python": str(interpreter)}}
        self.engine = Engine(Recipe(NAME, command, frozenset({"python"}), options), folders)

    async def findings(self, snapshot: Snapshot) -> list[Finding] | None:
        """What does not fit in types."""

        def read(answer: Json) -> list[Json]:
            return list(answer["items"])

        about = document(snapshot.uri)
        items = await self._ask(snapshot, "diagnostic", about, read, timeout=_THOROUGH)
        try:
            return None if items is None else await findings_of(items, snapshot.path, NAME)
        except (KeyError, TypeError, ValueError, IndexError):
            return None

    async def hover(self, snapshot: Snapshot, at: Position) -> Hover | None:
        """Type and documentation; None where the type is not known."""
        found = await self._ask(snapshot, "hover", place(snapshot.uri, at), hover_of)
        if found is None or UNSURE.match(found.markdown):
            return None
        return Hover(_as_python(found.markdown), found.range)

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

        def read(answer: Json) -> list[int]:
            return tokens_of(answer, self.engine.capabilities["semanticTokensProvider"]["legend"])

        params = document(snapshot.uri)
        method = "semanticTokens/full"
        if range_ is not None:
            method, params = "semanticTokens/range", params | {"range": span(range_)}
        return await self._ask(snapshot, method, params, read)

    async def complete(self, snapshot: Snapshot, at: Position) -> list[Completion] | None:
        """Names that may be typed, best first."""

        def read(answer: Json) -> list[Completion]:
            return completions_of(answer, NAME)

        return await self._ask(snapshot, "completion", place(snapshot.uri, at), read)

    async def signatures(self, snapshot: Snapshot, at: Position) -> Signatures | None:
        """Ways to call the function around a place."""
        return await self._ask(snapshot, "signatureHelp", place(snapshot.uri, at), signatures_of)

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
        if snapshot.language not in self.engine.recipe.languages:
            return None
        try:
            async with self.engine.seeing(snapshot):
                return read(await self.engine.ask(method, params, timeout=timeout))
        except (EngineError, KeyError, TypeError, ValueError, IndexError):
            return None


def _as_python(markdown: str) -> str:
    """Show `class Select` where ty, having no Python for it, says `<class 'Select'>` as XML."""
    return _OBJECT.sub(r"\1 \2", markdown.replace("```xml", "```python"))
