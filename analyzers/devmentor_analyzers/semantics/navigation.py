"""Where to go from a name: ty's answer, and jedi's where ty has none."""

from collections.abc import Awaitable, Callable

from devmentor_analyzers.engines.navigating import TyNavigation
from devmentor_analyzers.merge import merge_locations
from devmentor_analyzers.semantics.attached import Attached
from devmentor_analyzers.semantics.name_engine import NameEngine
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.values import Location
from devmentor_protocol.position import Position


class Navigation:
    """`ty` is None when the user does not want it."""

    def __init__(
        self, ty: TyNavigation | None, names: NameEngine, syntax: Syntax, attached: Attached
    ) -> None:
        self._ty = ty
        self._names = names
        self._syntax = syntax
        self._attached = attached

    async def declarations(self, snapshot: Snapshot, at: Position) -> list[Location]:
        """Where a name is declared: for a parameter or an attribute, the first that says so."""
        if not self._syntax.takes_python(snapshot):
            return await self._elsewhere(snapshot, lambda nav: nav.declarations(snapshot, at))
        sure = await self._ty.declarations(snapshot, at) if self._ty else None
        return merge_locations(sure or await self._names.declarations(snapshot, at))

    async def type_definitions(self, snapshot: Snapshot, at: Position) -> list[Location]:
        """The classes of what a name stands for."""
        if not self._syntax.takes_python(snapshot):
            return await self._elsewhere(snapshot, lambda nav: nav.type_definitions(snapshot, at))
        sure = await self._ty.type_definitions(snapshot, at) if self._ty else None
        return merge_locations(sure or await self._names.type_definitions(snapshot, at))

    async def implementations(self, snapshot: Snapshot, at: Position) -> list[Location]:
        """Subclasses of a class and overrides of a method; else where the name is defined."""
        if not self._syntax.takes_python(snapshot):
            return await self._elsewhere(snapshot, lambda nav: nav.implementations(snapshot, at))
        sure = await self._ty.implementations(snapshot, at) if self._ty else None
        return merge_locations(sure or await self._names.definitions(snapshot, at))

    async def _elsewhere(
        self,
        snapshot: Snapshot,
        ask: Callable[[TyNavigation], Awaitable[list[Location] | None]],
    ) -> list[Location]:
        """Other languages are known to attached engines alone."""
        found = await self._attached.first(
            snapshot, "definition", lambda server: ask(TyNavigation(server))
        )
        return merge_locations(found)
