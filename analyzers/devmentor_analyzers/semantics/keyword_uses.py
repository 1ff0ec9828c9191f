"""Where the attribute of a class is written as a keyword, which engines miss: in patterns, in copies."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from devmentor_analyzers.semantics.hierarchies import Hierarchies
from devmentor_analyzers.semantics.navigation import Navigation
from devmentor_analyzers.semantics.overriding import Member, Overriding
from devmentor_analyzers.semantics.texts import Texts
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.keyword_uses import keyword_uses, may_use
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.values import HierarchyItem
from devmentor_protocol.position import Position, Range


class KeywordUses:
    """Asks for the class of each such keyword."""

    def __init__(
        self,
        hierarchies: Hierarchies,
        navigation: Navigation,
        overriding: Overriding,
        syntax: Syntax,
        texts: Texts,
    ) -> None:
        self._hierarchies = hierarchies
        self._navigation = navigation
        self._overriding = overriding
        self._syntax = syntax
        self._texts = texts

    async def of(
        self, family: Sequence[Member], name: str, mentioned: Iterable[Snapshot]
    ) -> list[tuple[Path, Range]]:
        """The keywords that mean an attribute of a family of classes, in files that mention it."""
        found: list[tuple[Path, Range]] = []
        if not any(member.names for member in family):
            return found
        for document in (each for each in mentioned if may_use(each.text, name)):
            uses = await self._syntax.read(document, lambda parsed: keyword_uses(parsed, name))
            for range, subject in uses or ():
                classes = await self._classes(document, subject)
                asked = [await self._overriding.has(family, each, name) for each in classes]
                if any(asked):
                    found.append((document.path, range))
        return found

    async def _classes(self, document: Snapshot, subject: Position) -> list[HierarchyItem]:
        """What a name stands for, or is an instance of."""
        if found := await self._hierarchies.classes(document, subject):
            return found
        for place in await self._navigation.type_definitions(document, subject):
            other = await self._texts.of(place.path)
            found += await self._hierarchies.classes(other, place.range.start) if other else []
        return found
