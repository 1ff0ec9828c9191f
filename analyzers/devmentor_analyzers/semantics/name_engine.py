"""What the workspace asks of an engine that knows names: `names.Names` is one."""

from collections.abc import Sequence
from typing import Protocol

from devmentor_analyzers.engine_status import EngineStatus
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import (
    Completion,
    Completions,
    Highlight,
    Hover,
    Location,
    Signatures,
)
from devmentor_protocol.position import Position


class NameEngine(Protocol):
    """Answers about names in Python; reports less on bad code, never raises."""

    async def start(self) -> None:
        """Start; warm up in the background."""
        ...

    async def close(self) -> None:
        """Stop; no process is left."""
        ...

    async def complete(self, snapshot: Snapshot, at: Position, limit: int) -> Completions:
        """Names that may be typed."""
        ...

    async def resolve(self, snapshot: Snapshot, completion: Completion) -> Completion:
        """Fill in the documentation."""
        ...

    async def hover(self, snapshot: Snapshot, at: Position) -> Hover | None:
        """What is under the cursor."""
        ...

    async def signatures(self, snapshot: Snapshot, at: Position) -> Signatures | None:
        """Ways to call the function around a place."""
        ...

    async def definitions(self, snapshot: Snapshot, at: Position) -> list[Location]:
        """Where a name is defined."""
        ...

    async def references(
        self,
        snapshot: Snapshot,
        at: Position,
        *,
        include_declaration: bool,
        known: Sequence[Location] | None = None,
        exhaustive: bool = False,
    ) -> list[Location]:
        """Where a name is used: in the files near by first, in all of them if there is time.

        `known`, declarations among them, was found already: files in which the name stands nowhere
        else need not be looked at. An `exhaustive` answer takes the time it needs.
        """
        ...

    async def highlights(self, snapshot: Snapshot, at: Position) -> list[Highlight]:
        """Where a name occurs in its document."""
        ...

    async def declarations(self, snapshot: Snapshot, at: Position) -> list[Location]:
        """Where a name enters its file."""
        ...

    async def type_definitions(self, snapshot: Snapshot, at: Position) -> list[Location]:
        """The classes of what a name stands for."""
        ...

    def status(self) -> EngineStatus:
        """How it is."""
        ...
