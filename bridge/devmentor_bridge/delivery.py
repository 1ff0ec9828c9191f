"""Delivers the outbox to the tier, in order, one acknowledgement an event."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Final

from devmentor_bridge.outbox import Outbox, OutboxFailed
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.events import AppendParams, AppendResult, Event

_log = logging.getLogger(__name__)
_BATCH: Final = 100
_PAUSE_SECONDS: Final = 5.0
_FAULTY: Final = frozenset({ErrorCode.INVALID_PARAMS, ErrorCode.FRAME_TOO_LARGE})

Send = Callable[[AppendParams], Awaitable[AppendResult]]


async def deliver(outbox: Outbox, send: Send) -> None:
    """Send until nothing waits. Raises `RpcError` when the tier cannot be asked now."""
    size = _BATCH
    while events := await outbox.oldest(size):
        try:
            result = await send(AppendParams(events=tuple(events)))
        except RpcError as error:
            if error.code not in _FAULTY:
                raise
            if len(events) == 1:  # this one alone is refused: it must not block the others
                await outbox.set_aside(events[0].id, error.message)
            size = max(1, len(events) // 2)
            continue
        await _settle(outbox, events, result)
        size = _BATCH


async def _settle(outbox: Outbox, events: list[Event], result: AppendResult) -> None:
    await outbox.delivered(result.accepted)
    for refused in result.refused:
        _log.warning("the tier refused event %s: %s", refused.id, refused.reason)
        await outbox.set_aside(refused.id, refused.reason)
    if not {event.id for event in events} & {*result.accepted, *(r.id for r in result.refused)}:
        raise RpcError(ErrorCode.INTERNAL_ERROR, "The tier acknowledged none of the events.")


async def keep_delivering(
    outbox: Outbox, send: Send, wake: asyncio.Event, delivered: Callable[[], None]
) -> None:
    """Deliver whenever woken, and again after a pause when that failed. Never returns."""
    while True:
        await wake.wait()
        wake.clear()
        try:
            await deliver(outbox, send)
        except RpcError as error:
            if error.code in (ErrorCode.OFFLINE, ErrorCode.CONNECTION_LOST):
                continue  # the next connection wakes us
            _log.info("events wait: %s", error.message)
        except (OutboxFailed, sqlite3.Error) as error:
            _log.warning("events wait, because the outbox cannot be read: %s", error)
        else:
            delivered()
            continue
        await asyncio.sleep(_PAUSE_SECONDS)
        wake.set()
