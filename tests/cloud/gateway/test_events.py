import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from tests.cloud.gateway.running import Gateway, connected, running, settings

from devmentor_cloud.gateway import repository
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.events import AppendParams, Event, EventKind
from devmentor_protocol.methods import APPEND


def event(**changes: Any) -> Event:
    return Event.model_validate(
        {"id": uuid.uuid4().hex, "kind": EventKind.ACCEPTED, "at": datetime.now(UTC)} | changes
    )


async def count(gateway: Gateway, organization: str) -> int:
    async with gateway.resources.database.reading() as session:
        return await repository.count_events(session, organization)


async def test_events_are_kept_once_however_often_they_are_sent(tmp_path: Path) -> None:
    params = AppendParams(events=(event(data={"rule": "F401"}), event()))
    async with running(settings(tmp_path)) as gateway, connected(gateway) as editor:
        first = await editor.peer.call(APPEND, params)
        again = await editor.peer.call(APPEND, params)

        assert first.accepted == again.accepted == tuple(one.id for one in params.events)
        assert await count(gateway, "o1") == 2


async def test_the_same_id_in_another_organization_is_another_event(tmp_path: Path) -> None:
    params = AppendParams(events=(event(),))
    async with running(settings(tmp_path)) as gateway:
        for organization in ("o1", "o2"):
            token = gateway.token("u1", organization)
            async with connected(gateway, token=token) as editor:
                await editor.peer.call(APPEND, params)

        assert (await count(gateway, "o1"), await count(gateway, "o2")) == (1, 1)


async def test_what_can_never_be_kept_is_refused_and_the_rest_is_kept(tmp_path: Path) -> None:
    good, large = event(), event(data={"text": "x" * 70_000})
    undated = event(at=datetime(2026, 1, 1))
    async with running(settings(tmp_path)) as gateway, connected(gateway) as editor:
        result = await editor.peer.call(APPEND, AppendParams(events=(good, large, undated)))

        assert result.accepted == (good.id,)
        assert [one.id for one in result.refused] == [large.id, undated.id]
        assert await count(gateway, "o1") == 1


async def test_a_database_that_fails_asks_the_editor_to_send_again(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as gateway, connected(gateway) as editor:
        async with gateway.resources.database.writing() as session:
            await session.execute(text("DROP TABLE events"))
        with pytest.raises(RpcError, match="sent again later") as caught:
            await editor.peer.call(APPEND, AppendParams(events=(event(),)))

    assert caught.value.code == ErrorCode.BUSY
