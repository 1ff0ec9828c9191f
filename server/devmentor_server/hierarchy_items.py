"""Functions and classes in hierarchies, as the client keeps them between its questions."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from lsprotocol import types

from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import HierarchyItem
from devmentor_server.kinds import symbol_kind
from devmentor_server.uris import path_of

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

Item = types.CallHierarchyItem | types.TypeHierarchyItem
ItemT = TypeVar("ItemT", types.CallHierarchyItem, types.TypeHierarchyItem)


async def write_items(
    ls: "DevMentorServer", items: Sequence[HierarchyItem], make: type[ItemT]
) -> list[ItemT]:
    """Write items of any files; who made each of them travels with it."""
    lines = await ls.places.lines_of({item.path for item in items})
    return [
        make(
            name=item.name,
            kind=symbol_kind(item.kind),
            uri=ls.documents.uri_of(item.path),
            range=ls.places.write_range(lines[item.path], item.range),
            selection_range=ls.places.write_range(lines[item.path], item.selection),
            detail=item.detail or None,
            data={"engine": item.engine},
        )
        for item in items
    ]


async def read_item(ls: "DevMentorServer", item: Item) -> tuple[Snapshot, HierarchyItem] | None:
    """Read an item back, and the document it is in; None when that is gone."""
    path = path_of(item.uri)
    document = ls.snapshot(item.uri)
    if document is None and path is not None:
        document = await asyncio.to_thread(ls.documents.load, path)
    if document is None:
        return None
    match item.data:
        case {"engine": str() as engine}:
            pass
        case _:
            engine = ""
    read = HierarchyItem(
        name=item.name,
        kind=item.kind.name.lower(),
        path=document.path,
        range=ls.places.read_range(document, item.range),
        selection=ls.places.read_range(document, item.selection_range),
        detail=item.detail or "",
        engine=engine,
    )
    return document, read
