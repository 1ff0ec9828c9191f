"""Who calls whom and who inherits from whom: by ty, else by definitions, references and outlines."""

import asyncio
from collections.abc import Iterable, Sequence

from devmentor_analyzers.engines.navigating import TyNavigation
from devmentor_analyzers.semantics.semantics import Semantics
from devmentor_analyzers.semantics.texts import Texts
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.calls import base_names, called_names, class_based_on, is_called
from devmentor_analyzers.syntax.outline import CALLABLES, enclosing, flat
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.values import Calls, HierarchyItem, Location, Symbol
from devmentor_protocol.position import Position, Range

_CLASSES = frozenset({"class"})


class Hierarchies:
    """`ty` is None when the user does not want it. Each question is about an item's own document."""

    def __init__(
        self, ty: TyNavigation | None, semantics: Semantics, syntax: Syntax, texts: Texts
    ) -> None:
        self._ty = ty
        self._semantics = semantics
        self._syntax = syntax
        self._texts = texts

    async def functions(self, snapshot: Snapshot, at: Position) -> list[HierarchyItem]:
        """The functions that the name at a place stands for."""
        if not self._syntax.takes_python(snapshot):
            return []
        sure = await self._ty.functions(snapshot, at) if self._ty else None
        return sure or await self._defined(snapshot, at, CALLABLES)

    async def classes(self, snapshot: Snapshot, at: Position) -> list[HierarchyItem]:
        """The classes that the name at a place stands for, or is an instance of."""
        if not self._syntax.takes_python(snapshot):
            return []
        sure = await self._ty.classes(snapshot, at) if self._ty else None
        return sure or await self._defined(snapshot, at, _CLASSES)

    async def callers(self, snapshot: Snapshot, item: HierarchyItem) -> list[Calls]:
        """Who calls a function."""
        if self._ty and item.engine:
            return await self._ty.callers(snapshot, item) or []
        found: dict[HierarchyItem, list[Range]] = {}
        for document, ranges in await self._by_document(await self._uses(snapshot, item)):
            outline = await self._syntax.outline(document)
            for range in await self._called(document, ranges):
                around = enclosing(outline, range.start)
                caller = _item(document, around) if around else _module(document)
                found.setdefault(caller, []).append(range)
        return [Calls(caller, tuple(ranges)) for caller, ranges in found.items()]

    async def callees(self, snapshot: Snapshot, item: HierarchyItem) -> list[Calls]:
        """What a function calls."""
        if self._ty and item.engine:
            return await self._ty.callees(snapshot, item) or []
        names = await self._syntax.read(snapshot, lambda parsed: called_names(parsed, item.range))
        kinds = CALLABLES | _CLASSES
        found: dict[HierarchyItem, list[Range]] = {}
        for name in names or ():
            for callee in await self._defined(snapshot, name.start, kinds):
                found.setdefault(callee, []).append(name)
        return [Calls(callee, tuple(ranges)) for callee, ranges in found.items()]

    async def bases(self, snapshot: Snapshot, item: HierarchyItem) -> list[HierarchyItem]:
        """What a class inherits from, directly."""
        if self._ty and item.engine:
            return await self._ty.bases(snapshot, item) or []
        at = item.selection.start
        names = await self._syntax.read(snapshot, lambda parsed: base_names(parsed, at)) or []
        asked = [self._defined(snapshot, name.start, _CLASSES) for name in names]
        return [each for found in await asyncio.gather(*asked) for each in found]

    async def subclasses(self, snapshot: Snapshot, item: HierarchyItem) -> list[HierarchyItem]:
        """What inherits from a class, directly."""
        if self._ty and item.engine:
            # ty looks for them in the files of the project only: a document that was never saved
            # is none of them.
            sure = await self._ty.subclasses(snapshot, item)
            if sure or not self._texts.never_saved():
                return sure or []
            return await self._based_on(await self._ty.uses(snapshot, item.selection.start) or [])
        return await self._based_on(await self._uses(snapshot, item))

    async def _based_on(self, uses_of_class: Sequence[Location]) -> list[HierarchyItem]:
        found: dict[HierarchyItem, None] = {}
        for document, ranges in await self._by_document(uses_of_class):
            uses = [Location(document.path, range) for range in ranges]
            names = await self._syntax.read(
                document,
                lambda parsed, uses=uses: [class_based_on(parsed, use) for use in uses],
            )
            outline = await self._syntax.outline(document)
            symbols = [_named(outline, name.start) for name in names or () if name]
            found |= dict.fromkeys(_item(document, symbol) for symbol in symbols if symbol)
        return list(found)

    async def _defined(
        self, snapshot: Snapshot, at: Position, kinds: Iterable[str]
    ) -> list[HierarchyItem]:
        found: list[HierarchyItem] = []
        for place in await self._semantics.definitions(snapshot, at):
            document = await self._texts.of(place.path)
            outline = await self._syntax.outline(document) if document else ()
            symbol = _named(outline, place.range.start)
            if document and symbol and symbol.kind in kinds:
                found.append(_item(document, symbol))
        return found

    async def _uses(self, snapshot: Snapshot, item: HierarchyItem) -> list[Location]:
        at = item.selection.start
        return await self._semantics.references(snapshot, at, include_declaration=False)

    async def _by_document(self, places: Iterable[Location]) -> list[tuple[Snapshot, list[Range]]]:
        by_path: dict[str, list[Location]] = {}
        for place in places:
            by_path.setdefault(str(place.path), []).append(place)
        read = [(await self._texts.of(found[0].path), found) for found in by_path.values()]
        return [(document, [each.range for each in found]) for document, found in read if document]

    async def _called(self, document: Snapshot, ranges: Sequence[Range]) -> list[Range]:
        return (
            await self._syntax.read(
                document, lambda parsed: [each for each in ranges if is_called(parsed, each.start)]
            )
            or []
        )


def _named(outline: Sequence[Symbol], at: Position) -> Symbol | None:
    """The symbol whose name is at a place."""
    return next((each for each, _ in flat(outline) if each.selection.contains(at)), None)


def _item(document: Snapshot, symbol: Symbol) -> HierarchyItem:
    return HierarchyItem(
        symbol.name,
        symbol.kind,
        document.path,
        symbol.range,
        symbol.selection,
        detail=document.path.stem,
    )


def _module(document: Snapshot) -> HierarchyItem:
    start = Range.of(0, 0, 0, 0)
    return HierarchyItem(document.path.stem, "module", document.path, start, start)
