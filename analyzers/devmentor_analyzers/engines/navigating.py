"""Where to go from a name, and what goes with it, by an engine that knows types."""

from collections.abc import Callable
from typing import Any

from devmentor_analyzers.engines.connection import Json
from devmentor_analyzers.engines.language_server import LanguageServer
from devmentor_analyzers.engines.reading import locations_of, path_of, place, range_of
from devmentor_analyzers.engines.symbols import KINDS
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Calls, Edit, HierarchyItem, Location
from devmentor_protocol.position import Position, Range

_THOROUGH = 30.0
ENGINE = "types"
"""Who is asked for the neighbours of an item that was found here."""


class TyNavigation:
    """Each question is answered with None when ty is absent or fails."""

    def __init__(self, ty: LanguageServer) -> None:
        self._ty = ty

    async def declarations(self, snapshot: Snapshot, at: Position) -> list[Location] | None:
        """Where a name enters its file."""
        return await self._go("declaration", snapshot, at)

    async def type_definitions(self, snapshot: Snapshot, at: Position) -> list[Location] | None:
        """The classes of what a name stands for."""
        return await self._go("typeDefinition", snapshot, at)

    async def implementations(self, snapshot: Snapshot, at: Position) -> list[Location] | None:
        """Subclasses of a class, overrides of a method."""
        return await self._go("implementation", snapshot, at)

    async def uses(self, snapshot: Snapshot, at: Position) -> list[Location] | None:
        """Where a name is used, without its declaration."""
        return await self._ty.references(snapshot, at, include_declaration=False)

    async def renamable(self, snapshot: Snapshot, at: Position) -> Range | None:
        """The name under the cursor; None where ty does not know that it may be renamed."""
        return await self._ty.renamable(snapshot, at)

    async def rename(self, snapshot: Snapshot, at: Position, name: str) -> list[Edit] | None:
        """Every place where the name is written."""
        return await self._ty.rename(snapshot, at, name)

    async def functions(self, snapshot: Snapshot, at: Position) -> list[HierarchyItem] | None:
        """The functions a name stands for."""
        params = place(snapshot.uri, at)
        return await self._ty.ask(snapshot, "textDocument/prepareCallHierarchy", params, _items)

    async def classes(self, snapshot: Snapshot, at: Position) -> list[HierarchyItem] | None:
        """The classes a name stands for, or is an instance of."""
        params = place(snapshot.uri, at)
        return await self._ty.ask(snapshot, "textDocument/prepareTypeHierarchy", params, _items)

    async def callers(self, snapshot: Snapshot, item: HierarchyItem) -> list[Calls] | None:
        """Who calls a function of this document."""
        return await self._around("callHierarchy/incomingCalls", snapshot, item, _calls("from"))

    async def callees(self, snapshot: Snapshot, item: HierarchyItem) -> list[Calls] | None:
        """What a function of this document calls."""
        return await self._around("callHierarchy/outgoingCalls", snapshot, item, _calls("to"))

    async def bases(self, snapshot: Snapshot, item: HierarchyItem) -> list[HierarchyItem] | None:
        """What a class of this document inherits from."""
        return await self._around("typeHierarchy/supertypes", snapshot, item, _items)

    async def subclasses(
        self, snapshot: Snapshot, item: HierarchyItem
    ) -> list[HierarchyItem] | None:
        """What inherits from a class of this document."""
        return await self._around("typeHierarchy/subtypes", snapshot, item, _items)

    async def _go(self, method: str, snapshot: Snapshot, at: Position) -> list[Location] | None:
        params = place(snapshot.uri, at)
        return await self._ty.ask(snapshot, f"textDocument/{method}", params, locations_of)

    async def _around(
        self, method: str, snapshot: Snapshot, item: HierarchyItem, read: Callable[[Json], Any]
    ) -> Any:
        asked = {
            "name": item.name,
            "kind": KINDS.index(item.kind) + 1 if item.kind in KINDS else 1,
            "uri": snapshot.uri,
            "range": item.range.model_dump(),
            "selectionRange": item.selection.model_dump(),
        }
        return await self._ty.ask(snapshot, method, {"item": asked}, read, timeout=_THOROUGH)


def _items(answer: Json) -> list[HierarchyItem]:
    return [_item(each) for each in answer or ()]


def _item(json: Json) -> HierarchyItem:
    return HierarchyItem(
        name=str(json["name"]),
        kind=KINDS[int(json["kind"]) - 1],
        path=path_of(json["uri"]),
        range=range_of(json["range"]),
        selection=range_of(json["selectionRange"]),
        detail=str(json.get("detail") or ""),
        engine=ENGINE,
    )


def _calls(end: str) -> Callable[[Json], list[Calls]]:
    def read(answer: Json) -> list[Calls]:
        return [
            Calls(_item(each[end]), tuple(range_of(span) for span in each["fromRanges"]))
            for each in answer or ()
        ]

    return read
