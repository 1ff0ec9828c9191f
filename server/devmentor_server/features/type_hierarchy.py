"""`textDocument/prepareTypeHierarchy`, `typeHierarchy/…`: who inherits from whom."""

from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_server.hierarchy_items import read_item, write_items

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer

Items = list[types.TypeHierarchyItem]


def register(server: "DevMentorServer") -> None:
    """Offer the features."""
    server.feature(types.TEXT_DOCUMENT_PREPARE_TYPE_HIERARCHY)(prepare)
    server.feature(types.TYPE_HIERARCHY_SUPERTYPES)(supertypes)
    server.feature(types.TYPE_HIERARCHY_SUBTYPES)(subtypes)


async def prepare(ls: "DevMentorServer", params: types.TypeHierarchyPrepareParams) -> Items | None:
    """List the classes that the name under the cursor stands for."""
    if (place := ls.place(params)) is None:
        return None
    found = await ls.analysis.hierarchies.classes(*place)
    return await write_items(ls, found, types.TypeHierarchyItem)


async def supertypes(
    ls: "DevMentorServer", params: types.TypeHierarchySupertypesParams
) -> Items | None:
    """List what a class inherits from."""
    if (read := await read_item(ls, params.item)) is None:
        return None
    found = await ls.analysis.hierarchies.bases(*read)
    return await write_items(ls, found, types.TypeHierarchyItem)


async def subtypes(
    ls: "DevMentorServer", params: types.TypeHierarchySubtypesParams
) -> Items | None:
    """List what inherits from a class."""
    if (read := await read_item(ls, params.item)) is None:
        return None
    async with ls.bars.of("Finding subclasses", params.work_done_token):
        found = await ls.analysis.hierarchies.subclasses(*read)
        return await write_items(ls, found, types.TypeHierarchyItem)
