"""`textDocument/prepareCallHierarchy`, `callHierarchy/…`: who calls whom."""

from typing import TYPE_CHECKING

from lsprotocol import types

from devmentor_server.hierarchy_items import read_item, write_items

if TYPE_CHECKING:
    from devmentor_server.server import DevMentorServer


def register(server: "DevMentorServer") -> None:
    """Offer the features."""
    server.feature(types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY)(prepare)
    server.feature(types.CALL_HIERARCHY_INCOMING_CALLS)(incoming)
    server.feature(types.CALL_HIERARCHY_OUTGOING_CALLS)(outgoing)


async def prepare(
    ls: "DevMentorServer", params: types.CallHierarchyPrepareParams
) -> list[types.CallHierarchyItem] | None:
    """List the functions that the name under the cursor stands for."""
    if (place := ls.place(params)) is None:
        return None
    found = await ls.analysis.hierarchies.functions(*place)
    return await write_items(ls, found, types.CallHierarchyItem)


async def incoming(
    ls: "DevMentorServer", params: types.CallHierarchyIncomingCallsParams
) -> list[types.CallHierarchyIncomingCall] | None:
    """List the callers, with the places of the calls in their files."""
    if (read := await read_item(ls, params.item)) is None:
        return None
    async with ls.bars.of("Finding callers", params.work_done_token):
        calls = await ls.analysis.hierarchies.callers(*read)
    items = await write_items(ls, [call.item for call in calls], types.CallHierarchyItem)
    lines = await ls.places.lines_of({call.item.path for call in calls})
    return [
        types.CallHierarchyIncomingCall(
            item,
            [ls.places.write_range(lines[call.item.path], range_) for range_ in call.ranges],
        )
        for item, call in zip(items, calls, strict=True)
    ]


async def outgoing(
    ls: "DevMentorServer", params: types.CallHierarchyOutgoingCallsParams
) -> list[types.CallHierarchyOutgoingCall] | None:
    """List what is called, with the places of the calls in this file."""
    if (read := await read_item(ls, params.item)) is None:
        return None
    calls = await ls.analysis.hierarchies.callees(*read)
    items = await write_items(ls, [call.item for call in calls], types.CallHierarchyItem)
    return [
        types.CallHierarchyOutgoingCall(
            item, [ls.places.write_range(read[0].lines, range_) for range_ in call.ranges]
        )
        for item, call in zip(items, calls, strict=True)
    ]
