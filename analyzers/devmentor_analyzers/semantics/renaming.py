"""Give a name another one wherever it is written: by ty where it is sure, else by what jedi finds."""

import asyncio
import keyword
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from devmentor_analyzers.engines.navigating import TyNavigation
from devmentor_analyzers.names.names import Names
from devmentor_analyzers.semantics.attached import Attached
from devmentor_analyzers.semantics.captures import Captures
from devmentor_analyzers.semantics.exports import Exports
from devmentor_analyzers.semantics.keyword_uses import KeywordUses
from devmentor_analyzers.semantics.mentions import Mentions
from devmentor_analyzers.semantics.overriding import Member, Overriding
from devmentor_analyzers.semantics.own_files import OwnFiles, Refused
from devmentor_analyzers.semantics.remaining import Remaining
from devmentor_analyzers.semantics.semantics import Semantics
from devmentor_analyzers.semantics.texts import Texts
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.keys import is_key
from devmentor_analyzers.syntax.keyword_uses import keyword_uses
from devmentor_analyzers.syntax.locality import is_local
from devmentor_analyzers.syntax.namesakes import role_of
from devmentor_analyzers.syntax.occurrences import name_at
from devmentor_analyzers.syntax.parameters import method_with, overloads_with, parameter_of
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.values import Edit, Location
from devmentor_protocol.position import Position, Range

_MEMBERS: Final = ("attribute", "object binding", "class access", "keyword")
"""What belongs to an object, a class or a function that has to be known."""


@dataclass(frozen=True, slots=True)
class _Target:
    name: Range
    is_sure: bool
    """Whether ty knows that it may be renamed."""

    defined: list[Location]


class Renaming:
    """Raises `Refused` where a rename would break something; never changes the files of others."""

    def __init__(
        self,
        ty: TyNavigation | None,
        semantics: Semantics,
        names: Names,
        syntax: Syntax,
        own: OwnFiles,
        overriding: Overriding,
        attached: Attached,
        captures: Captures,
        exports: Exports,
        keywords: KeywordUses,
        mentions: Mentions,
        remaining: Remaining,
        texts: Texts,
    ) -> None:
        self._ty = ty
        self._semantics = semantics
        self._names = names
        self._syntax = syntax
        self._own = own
        self._overriding = overriding
        self._attached = attached
        self._captures = captures
        self._exports = exports
        self._keywords = keywords
        self._mentions = mentions
        self._remaining = remaining
        self._texts = texts

    async def prepare(self, snapshot: Snapshot, at: Position) -> Range:
        """The name that would be renamed."""
        if not self._syntax.takes_python(snapshot):
            return await self._name_elsewhere(snapshot, at)
        self._mentions.prepare()
        return (await self._target(snapshot, at)).name

    async def rename(self, snapshot: Snapshot, at: Position, new: str) -> list[Edit]:
        """Every place in the user's own files where the name is written, with its new text."""
        if not self._syntax.takes_python(snapshot):
            return await self._rename_elsewhere(snapshot, at, new)
        _check(new)
        # ty is asked for its edits at once: they are dropped where it is not sure.
        target, edits = await asyncio.gather(
            self._target(snapshot, at), self._edits_of_ty(snapshot, at, new)
        )
        old = _text(snapshot, target.name)
        if old == new:
            return []
        local = await self._syntax.read(snapshot, lambda parsed: is_local(parsed, target.name))
        family, mentioned = await asyncio.gather(
            self._family(target, old, new, snapshot),
            self._mentions.of(old, snapshot, alone=bool(local)),
        )
        if not edits or not target.is_sure:
            edits = await self._edits_of_uses(snapshot, at, new)
        elif not local and not await self._mentions.are_all_in(edits, old, mentioned):
            edits += await self._edits_of_other_uses(snapshot, at, old, new)
        await self._check_family(family, old, snapshot)
        edits += await self._edits_of_parameters(target, old, new, snapshot)
        edits += await self._edits_of_family(family, edits, new, is_sure=target.is_sure)
        edits += [Edit(p, r, new) for p, r in await self._keywords.of(family, old, mentioned)]
        if not local:
            await self._check_keyword(target, edits, old, snapshot)
            edits += await self._edits_of_remaining(target, edits, old, new, mentioned)
        edits = await self._owned(dict.fromkeys(edits), snapshot.path)
        if not edits:
            raise Refused("No place was found where this name is written: nothing to rename.")
        exports = await self._exports.following(edits, old, new, mentioned)
        edits += [each for each in exports if each not in edits]
        await self._captures.check(edits, old, new, mentioned)
        return edits

    async def _family(
        self, target: _Target, old: str, new: str, snapshot: Snapshot
    ) -> list[Member]:
        is_own = self._is_own(snapshot)
        for holder in await self._overriding.holders(target.defined, new, is_own):
            raise Refused(f"`{new}` is a name of `{holder.name}` already: choose another.")
        return await self._overriding.family(target.defined, old, is_own)

    def _is_own(self, snapshot: Snapshot) -> Callable[[Path], bool]:
        return lambda path: self._own.why_not(path, snapshot.path) is None

    async def _edits_of_remaining(
        self, target: _Target, edits: list[Edit], old: str, new: str, mentioned: list[Snapshot]
    ) -> list[Edit]:
        """Where the name is defined, if that was not found, and uses that lead to what was."""
        found: list[Edit] = []
        for place in target.defined:
            document = next((each for each in mentioned if each.path == place.path), None)
            is_known = any(
                each.path == place.path and each.range.end == place.range.end for each in edits
            )
            if document is not None and not is_known and _text(document, place.range) == old:
                found += await self._edits_of_definition(
                    document, place.range.start, new, is_sure=target.is_sure
                )
        left = await self._remaining.meaning([*edits, *found], old, mentioned)
        return [*found, *(Edit(each.path, each.range, new) for each in left)]

    async def _edits_of_family(
        self, family: Iterable[Member], known: list[Edit], new: str, *, is_sure: bool
    ) -> list[Edit]:
        """Those of each class that has the attribute, where it is not known yet."""
        edits: list[Edit] = []
        for member in family:
            document = member.document
            edits += [Edit(document.path, range, new) for range in member.uses]
            for range in member.names:
                if not any(
                    each.path == document.path and each.range == range for each in known + edits
                ):
                    edits += await self._edits_of_definition(
                        document, range.start, new, is_sure=is_sure
                    )
        return edits

    async def _edits_of_parameters(
        self, target: _Target, old: str, new: str, snapshot: Snapshot
    ) -> list[Edit]:
        """A parameter is one with those of the same name in overloads and in what overrides its method."""
        place = next(iter(target.defined), None)
        document = await self._texts.of(place.path) if place is not None else None
        if place is None or document is None:
            return []
        functions: list[tuple[Snapshot, Range]] = []
        method = await self._syntax.read(document, lambda p: method_with(p, place.range))
        if method is not None:
            name, at = _text(document, method), [Location(place.path, method)]
            members = await self._overriding.family(at, name, self._is_own(snapshot))
            functions += [(each.document, range) for each in members for range in each.names]
        else:
            beside = await self._syntax.read(document, lambda p: overloads_with(p, place.range))
            functions += [(document, each) for each in beside or ()]
        found = [await self._edits_of_parameter(*each, old, new) for each in functions]
        return [edit for edits in found for edit in edits]

    async def _edits_of_parameter(
        self, document: Snapshot, function: Range, old: str, new: str
    ) -> list[Edit]:
        found = await self._syntax.read(document, lambda p: parameter_of(p, function.start, old))
        if found is None:
            return []
        return await self._edits_of_definition(document, found.start, new, is_sure=True)

    async def _edits_of_definition(
        self, document: Snapshot, at: Position, new: str, *, is_sure: bool
    ) -> list[Edit]:
        edits = await self._edits_of_ty(document, at, new) if is_sure else []
        return edits or await self._edits_of_uses(document, at, new)

    async def _edits_of_ty(self, snapshot: Snapshot, at: Position, new: str) -> list[Edit]:
        return (await self._ty.rename(snapshot, at, new) if self._ty else None) or []

    async def _edits_of_uses(self, snapshot: Snapshot, at: Position, new: str) -> list[Edit]:
        found = await self._semantics.references(
            snapshot, at, include_declaration=True, exhaustive=True
        )
        return [Edit(each.path, each.range, new) for each in _written(found)]

    async def _edits_of_other_uses(
        self, snapshot: Snapshot, at: Position, old: str, new: str
    ) -> list[Edit]:
        """What jedi knows beside ty: fixtures, and what is imported under its own name."""
        found: list[Edit] = []
        for edit in await self._edits_of_uses(snapshot, at, new):
            asked = snapshot if edit.path == snapshot.path else await self._texts.of(edit.path)
            if asked is not None and _text(asked, edit.range) == old:
                found.append(edit)
        return found

    async def _check_family(self, family: Iterable[Member], name: str, snapshot: Snapshot) -> None:
        for member in family:
            if member.names:
                what = f"`{name}` belongs to `{member.owner.name}` too: "
                await self._check_owned(member.document.path, snapshot, what)

    async def _target(self, snapshot: Snapshot, at: Position) -> _Target:
        """What is to be renamed; raises `Refused`."""
        _, sure, defined = await asyncio.gather(
            self._check_owned(snapshot.path, snapshot),
            self._renamable(snapshot, at),
            self._semantics.definitions(snapshot, at, exact=False),
        )
        name = sure or await self._syntax.read(snapshot, lambda parsed: name_at(parsed, at))
        if name is None:
            raise Refused("There is no name here: keywords, literals and comments have none.")
        text = _text(snapshot, name)
        if text.startswith("__") and text.endswith("__"):
            raise _of_python(text)
        await self._check_keys(defined, text)
        if (
            not defined
            and await self._syntax.read(snapshot, lambda p: role_of(p, name)) in _MEMBERS
        ):
            raise Refused(f"It is not known what `{text}` belongs to: other uses would be missed.")
        if sure is None:
            await self._check_origins(snapshot, at, text)
        elif any(_is_module(place, text) for place in defined):
            raise _module(text)
        return _Target(name, sure is not None, defined)

    async def _check_keyword(
        self, target: _Target, edits: Iterable[Edit], name: str, snapshot: Snapshot
    ) -> None:
        """Of an attribute in a pattern some engines know nothing but the pattern."""
        uses = await self._syntax.read(snapshot, lambda parsed: keyword_uses(parsed, name))
        is_keyword = any(range == target.name for range, _ in uses or ())
        if is_keyword and all(each.range == target.name for each in edits):
            raise Refused(
                f"Where `{name}` is defined was not found from here: rename it in its class."
            )

    async def _check_keys(self, defined: Iterable[Location], text: str) -> None:
        for place in defined:
            document = await self._texts.of(place.path)
            if document is None or "TypedDict" not in document.text:
                continue
            if await self._syntax.read(document, lambda p, at=place.range.start: is_key(p, at)):
                raise Refused(
                    f"`{text}` is a key of a TypedDict, which is written as a string too: those uses"
                    " would be missed."
                )

    async def _renamable(self, snapshot: Snapshot, at: Position) -> Range | None:
        return await self._ty.renamable(snapshot, at) if self._ty else None

    async def _name_elsewhere(self, snapshot: Snapshot, at: Position) -> Range:
        if not self._attached.has(snapshot, "rename"):
            raise Refused(
                "DevMentor renames names in Python; in other languages with an engine of theirs"
                " (`devmentor.engines`)."
            )
        await self._check_owned(snapshot.path, snapshot)
        name = await self._attached.first(snapshot, "rename", lambda s: s.renamable(snapshot, at))
        if name is None:
            raise Refused("There is no name here that could be renamed.")
        return name

    async def _rename_elsewhere(self, snapshot: Snapshot, at: Position, new: str) -> list[Edit]:
        await self._name_elsewhere(snapshot, at)
        found = await self._attached.first(
            snapshot, "rename", lambda s: s.rename(snapshot, at, new)
        )
        edits = await self._owned(found or (), snapshot.path)
        if not edits:
            raise Refused("No place was found where this name is written: nothing to rename.")
        return edits

    async def _check_origins(self, snapshot: Snapshot, at: Position, text: str) -> None:
        for origin in await self._names.origins(snapshot, at):
            if not origin.path:
                raise Refused(f"`{text}` is built into Python: it cannot be renamed.")
            await self._check_owned(Path(origin.path), snapshot, f"`{text}` comes from elsewhere: ")
            if origin.is_module:
                raise _module(text)

    async def _check_owned(self, path: Path, snapshot: Snapshot, what: str = "") -> None:
        if reason := await asyncio.to_thread(self._own.why_not, path, snapshot.path):
            raise Refused(f"{what}{reason}; nothing is renamed there.")

    async def _owned(self, edits: Iterable[Edit], asked: Path) -> list[Edit]:
        def sort_out() -> list[Edit]:
            paths = {edit.path for edit in all_edits}
            others = {path for path in paths if self._own.why_not(path, asked)}
            return [edit for edit in all_edits if edit.path not in others]

        all_edits = list(edits)
        return await asyncio.to_thread(sort_out)


def _check(name: str) -> None:
    if not name.isidentifier():
        raise Refused(f"{name!r} is no name: use letters, digits and `_`, and no digit first.")
    if keyword.iskeyword(name):
        raise Refused(f"`{name}` is a keyword of Python: choose another name.")


def _is_module(place: Location, name: str) -> bool:
    return place.path.stem == name and place.range == Range.of(0, 0, 0, 0)


def _of_python(name: str) -> Refused:
    return Refused(f"`{name}` is asked for by Python itself: it cannot be renamed.")


def _module(name: str) -> Refused:
    return Refused(f"`{name}` is a module: rename its file instead, and its imports follow.")


def _written(places: Iterable[Location]) -> list[Location]:
    """Without modules, which are found at the empty beginning of their files."""
    return [place for place in places if place.range.start != place.range.end]


def _text(snapshot: Snapshot, range: Range) -> str:
    lines = snapshot.lines
    return snapshot.text[lines.offset(range.start) : lines.offset(range.end)]
