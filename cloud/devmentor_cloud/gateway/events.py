"""`events/append`: what happened in editors, each event kept once however often it is sent."""

import json
from typing import Any, Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from devmentor_cloud.gateway import repository
from devmentor_cloud.http.identity import Identity
from devmentor_cloud.stores.database import Database
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.events import AppendParams, AppendResult, Event, Refused

_log = structlog.get_logger(__name__)
MAX_DATA_BYTES: Final = 64_000


class Events:
    """Appends to the caller's organization."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def append(self, params: AppendParams, identity: Identity) -> AppendResult:
        """Keep what can be kept; refuse for good what never can.

        Raises `RpcError` (BUSY) when the database fails: the editor sends the events again.
        """
        refused = {event.id: why for event in params.events if (why := _unfit(event))}
        rows = [_row(event, identity) for event in params.events if event.id not in refused]
        try:
            if rows:
                async with self._database.writing() as session:
                    await repository.add_events(session, identity.organization_id, rows)
        except (SQLAlchemyError, OSError) as error:  # asyncpg cannot connect: an OSError
            _log.error("events_not_stored", error=type(error).__name__)
            message = "Events cannot be stored now. They are kept and sent again later."
            raise RpcError(ErrorCode.BUSY, message) from None
        return AppendResult(
            accepted=tuple(event.id for event in params.events if event.id not in refused),
            refused=tuple(Refused(id=id_, reason=why) for id_, why in refused.items()),
        )


def _unfit(event: Event) -> str | None:
    if event.at.tzinfo is None:
        return "Its time has no time zone."
    if "\0" in event.id + (event.project or ""):
        return "Its id or project has a character that cannot be stored."
    size = len(json.dumps(event.data).encode())
    return f"Its data has more than {MAX_DATA_BYTES} bytes." if size > MAX_DATA_BYTES else None


def _row(event: Event, identity: Identity) -> dict[str, Any]:
    return {
        "id": event.id,
        "user_id": identity.user_id,
        "kind": event.kind.value,
        "at": event.at,
        "project": event.project,
        "data": event.data,
    }
