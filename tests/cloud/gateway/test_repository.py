from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.cloud.gateway.running import running, settings

from devmentor_cloud.gateway import repository


def row(id_: str, kind: str = "fixed") -> dict[str, Any]:
    return {
        "id": id_,
        "user_id": "u1",
        "kind": kind,
        "at": datetime.now(UTC),
        "project": None,
        "data": {},
    }


async def test_inserting_again_changes_nothing_and_adds_what_is_new(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as gateway:
        database = gateway.resources.database
        async with database.writing() as session:
            await repository.add_events(session, "o1", [row("event-01")])
        async with database.writing() as session:
            await repository.add_events(
                session, "o1", [row("event-01", "rejected"), row("event-02")]
            )
        async with database.reading() as session:
            assert await repository.count_events(session, "o1") == 2
            assert await repository.count_events(session, "o2") == 0
