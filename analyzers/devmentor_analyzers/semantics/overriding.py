"""What overrides what: one attribute, defined in several classes that inherit from each other."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from devmentor_analyzers.semantics.hierarchies import Hierarchies
from devmentor_analyzers.semantics.texts import Texts
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.calls import uses_of_super
from devmentor_analyzers.syntax.self_attributes import class_that_sets, of_self
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.values import HierarchyItem, Location, Symbol
from devmentor_protocol.position import Position, Range


@dataclass(frozen=True, slots=True)
class Member:
    """A class of the family, with the places where it defines the attribute, and where it uses it.

    The latter through `super()` or `self`: a base may use what only its subclasses set.
    """

    document: Snapshot
    owner: HierarchyItem
    names: tuple[Range, ...]
    uses: tuple[Range, ...]


class Overriding:
    """Follows classes up and down; names of one class alone (`__mangled`) have no family."""

    def __init__(self, hierarchies: Hierarchies, syntax: Syntax, texts: Texts) -> None:
        self._hierarchies = hierarchies
        self._syntax = syntax
        self._texts = texts

    async def family(
        self, defined: Sequence[Location], name: str, is_own: Callable[[Path], bool]
    ) -> list[Member]:
        """All classes in which an attribute means the same as where it is defined; none for other names.

        Of classes that are not the user's own the subclasses are not looked for: they may be thousands.
        """
        if name.startswith("__") and not name.endswith("__"):
            return []
        found: dict[tuple[str, Range], Member] = {}
        climbed: set[tuple[str, Range]] = set()
        waiting = await self._owners(defined)
        while waiting:
            owner = waiting.pop()
            if _key(owner) in found:
                continue
            document = await self._texts.of(owner.path)
            if document is None:
                continue
            member = await self._member(document, owner, name)
            found[_key(owner)] = member
            if await asyncio.to_thread(is_own, owner.path):
                waiting += await self._hierarchies.subclasses(document, owner)
            # Also where the class has none of its own: it may join those of several bases.
            waiting += await self._definers_above(document, owner, name, climbed)
        return [each for each in found.values() if each.names or each.uses]

    async def holders(
        self, defined: Sequence[Location], name: str, is_own: Callable[[Path], bool]
    ) -> list[HierarchyItem]:
        """The classes above and below those that define something that have another name already."""
        found = [each.owner for each in await self.family(defined, name, is_own) if each.names]
        for owner in await self._owners(defined):
            if (document := await self._texts.of(owner.path)) is not None:
                found += await self._definers_above(document, owner, name, set())
        return found

    async def has(self, family: Sequence[Member], item: HierarchyItem, name: str) -> bool:
        """Whether an attribute of a class, or of one above it, is the family's."""
        document = await self._texts.of(item.path)
        if document is None:
            return False
        own = await self._member(document, item, name)
        owners = [item] if own.names else await self._definers_above(document, item, name, set())
        known = {_key(each.owner) for each in family}
        return any(_key(each) in known for each in owners)

    async def _owners(self, defined: Sequence[Location]) -> list[HierarchyItem]:
        """The classes that hold definitions."""
        found: list[HierarchyItem] = []
        for place in defined:
            document = await self._texts.of(place.path)
            outline = await self._syntax.outline(document) if document else ()
            at = place.range.start
            owner = _owner(outline, at)
            named = owner.selection if owner else await self._class_that_sets(document, place.range)
            if document and named:
                found += await self._hierarchies.classes(document, named.start)
        return found

    async def _class_that_sets(self, document: Snapshot | None, place: Range) -> Range | None:
        if document is None:
            return None
        return await self._syntax.read(document, lambda parsed: class_that_sets(parsed, place))

    async def _definers_above(
        self, document: Snapshot, owner: HierarchyItem, name: str, climbed: set[tuple[str, Range]]
    ) -> list[HierarchyItem]:
        """The nearest classes above, on each way up, that define a name too."""
        found: list[HierarchyItem] = []
        waiting = [(document, owner)]
        while waiting:
            for base in await self._hierarchies.bases(*waiting.pop()):
                above = await self._texts.of(base.path)
                if above is None or _key(base) in climbed:
                    continue
                climbed.add(_key(base))
                member = await self._member(above, base, name)
                if member.names or member.uses:
                    found.append(base)
                else:
                    waiting.append((above, base))
        return found

    async def _member(self, document: Snapshot, owner: HierarchyItem, name: str) -> Member:
        inside = _at(await self._syntax.outline(document), owner.selection.start)
        if inside is None:
            return Member(document, owner, (), ())
        whole = inside.range  # ty's items have the name's for it
        supers = await self._syntax.read(
            document, lambda parsed: uses_of_super(parsed, whole, name)
        )
        names = [each.selection for each in inside.children if each.name == name]
        said = await self._syntax.read(document, lambda parsed: of_self(parsed, whole, name))
        set_, used = said or ((), ())
        return Member(document, owner, (*names, *set_), (*(supers or ()), *used))


def _key(item: HierarchyItem) -> tuple[str, Range]:
    return str(item.path), item.selection


def _owner(outline: Sequence[Symbol], at: Position) -> Symbol | None:
    """The class that directly holds what is named at a place."""
    way = list(_way(outline, at))
    is_owned = len(way) > 1 and way[-1].selection.contains(at) and way[-2].kind == "class"
    return way[-2] if is_owned else None


def _at(outline: Sequence[Symbol], at: Position) -> Symbol | None:
    """What is named at a place."""
    return next((each for each in _way(outline, at) if each.selection.contains(at)), None)


def _way(outline: Sequence[Symbol], at: Position) -> Iterator[Symbol]:
    """From the outermost symbol around a place to the innermost."""
    level: Sequence[Symbol] = outline
    while inner := next((each for each in level if each.range.contains(at)), None):
        yield inner
        level = inner.children
