"""Give a name another one wherever it is written: by ty where it is sure, else by what jedi finds."""

import asyncio
import keyword
from collections.abc import Iterable
from pathlib import Path

from devmentor_analyzers.engines.navigating import TyNavigation
from devmentor_analyzers.names.names import Names
from devmentor_analyzers.semantics.attached import Attached
from devmentor_analyzers.semantics.overriding import Member, Overriding
from devmentor_analyzers.semantics.own_files import OwnFiles, Refused
from devmentor_analyzers.semantics.semantics import Semantics
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.syntax.occurrences import name_at
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.values import Edit, Location
from devmentor_protocol.position import Position, Range


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
    ) -> None:
        self._ty = ty
        self._semantics = semantics
        self._names = names
        self._syntax = syntax
        self._own = own
        self._overriding = overriding
        self._attached = attached

    async def prepare(self, snapshot: Snapshot, at: Position) -> Range:
        """The name that would be renamed."""
        if not self._syntax.takes_python(snapshot):
            return await self._name_elsewhere(snapshot, at)
        name, _ = await self._name(snapshot, at)
        return name

    async def rename(self, snapshot: Snapshot, at: Position, new: str) -> list[Edit]:
        """Every place in the user's own files where the name is written, with its new text."""
        if not self._syntax.takes_python(snapshot):
            return await self._rename_elsewhere(snapshot, at, new)
        _check(new)
        name, sure = await self._name(snapshot, at)
        if _text(snapshot, name) == new:
            return []
        old = _text(snapshot, name)
        family, edits = await asyncio.gather(
            self._overriding.family(snapshot, at, old), self._edits(snapshot, at, new, sure=sure)
        )
        await self._check_family(family, old, snapshot)
        for member in family:
            places = [Location(member.document.path, range) for range in member.supers]
            edits += [Edit(each.path, each.range, new) for each in places]
            for range in member.names:
                if not any(e.path == member.document.path and e.range == range for e in edits):
                    edits += await self._edits(member.document, range.start, new, sure=sure)
        edits = await self._owned(dict.fromkeys(edits), snapshot.path)
        if not edits:
            raise Refused("No place was found where this name is written: nothing to rename.")
        return edits

    async def _edits(self, snapshot: Snapshot, at: Position, new: str, *, sure: bool) -> list[Edit]:
        """The edits of one definition of a name."""
        if self._ty and sure and (edits := await self._ty.rename(snapshot, at, new)):
            return edits
        found = await self._semantics.references(
            snapshot, at, include_declaration=True, exhaustive=True
        )
        return [Edit(each.path, each.range, new) for each in _written(found)]

    async def _check_family(self, family: Iterable[Member], name: str, snapshot: Snapshot) -> None:
        for member in family:
            if name.startswith("__"):
                raise Refused(f"`{name}` is asked for by Python itself: it cannot be renamed.")
            if member.names:
                what = f"`{name}` belongs to `{member.owner.name}` too: "
                await self._check_owned(member.document.path, snapshot, what)

    async def _name(self, snapshot: Snapshot, at: Position) -> tuple[Range, bool]:
        """The name at a place, and whether ty is sure that it may be renamed."""
        await self._check_owned(snapshot.path, snapshot)
        sure = await self._ty.renamable(snapshot, at) if self._ty else None
        name = sure or await self._syntax.read(snapshot, lambda parsed: name_at(parsed, at))
        if name is None:
            raise Refused("There is no name here: keywords, literals and comments have none.")
        text = _text(snapshot, name)
        if sure is None:
            await self._check_origins(snapshot, at, text)
        else:
            for place in await self._semantics.definitions(snapshot, at, exact=False):
                if place.path.stem == text and place.range == Range.of(0, 0, 0, 0):
                    raise _module(text)
        return name, sure is not None

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


def _module(name: str) -> Refused:
    return Refused(f"`{name}` is a module: rename its file instead, and its imports follow.")


def _written(places: Iterable[Location]) -> list[Location]:
    """Without modules, which are found at the empty beginning of their files."""
    return [place for place in places if place.range.start != place.range.end]


def _text(snapshot: Snapshot, range: Range) -> str:
    lines = snapshot.lines
    return snapshot.text[lines.offset(range.start) : lines.offset(range.end)]
