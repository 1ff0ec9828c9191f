import asyncio
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import aiosqlite
import pytest

from devmentor_bridge import outbox as outbox_module
from devmentor_bridge.outbox import Outbox, OutboxFailed
from devmentor_protocol.events import Event, EventKind

WRITER = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from devmentor_bridge.outbox import Outbox
from devmentor_protocol.events import Event, EventKind

async def main():
    outbox = await Outbox.open(Path(sys.argv[1]))
    number = 0
    while True:
        number += 1
        now = datetime.now(UTC)
        await outbox.append(Event(id=f"event-{number:06}", kind=EventKind.FIXED, at=now))
        print(number, flush=True)

asyncio.run(main())
"""
ON_A_FULL_DISK = """
import asyncio, resource, sys
from pathlib import Path
from datetime import UTC, datetime
from devmentor_bridge.outbox import Outbox, OutboxFailed
from devmentor_protocol.events import Event, EventKind

def event(number, size):
    data = {"text": "x" * size}
    return Event(id=f"event-{number:06}", kind=EventKind.FIXED, at=datetime.now(UTC), data=data)

async def main():
    outbox = await Outbox.open(Path(sys.argv[1]))
    await outbox.append(event(1, 10))
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, resource.RLIM_INFINITY))
    try:
        await outbox.append(event(2, 500_000))
    except OutboxFailed as failed:
        print(failed)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    await outbox.append(event(3, 10))
    print([event.id for event in await outbox.oldest(10)], outbox.waiting)
    await outbox.close()

asyncio.run(main())
"""


def event(number: int) -> Event:
    at = datetime(2026, 1, 2, tzinfo=UTC)
    return Event(id=f"event-{number:06}", kind=EventKind.FIXED, at=at)


async def ids(outbox: Outbox) -> list[int]:
    return [int(each.id.removeprefix("event-")) for each in await outbox.oldest(1_000)]


async def test_events_wait_in_order_and_survive_closing(tmp_path: Path) -> None:
    outbox = await Outbox.open(tmp_path / "outbox.db")
    for number in (1, 2, 3):
        await outbox.append(event(number))
    await outbox.close()

    again = await Outbox.open(tmp_path / "outbox.db")

    assert again.durable
    assert again.waiting == 3
    assert await again.oldest(2) == [event(1), event(2)]
    await again.close()


async def test_an_event_is_kept_once_however_often_it_is_appended(tmp_path: Path) -> None:
    outbox = await Outbox.open(tmp_path / "outbox.db")
    await outbox.append(event(1))
    await outbox.append(event(1))

    assert outbox.waiting == 1
    await outbox.close()


async def test_events_are_dropped_one_by_one_as_the_tier_takes_them(tmp_path: Path) -> None:
    outbox = await Outbox.open(tmp_path / "outbox.db")
    for number in (1, 2, 3):
        await outbox.append(event(number))

    await outbox.delivered([event(2).id])

    assert await ids(outbox) == [1, 3]
    assert outbox.waiting == 2
    await outbox.close()


async def test_an_event_set_aside_is_not_sent_and_not_lost(tmp_path: Path) -> None:
    outbox = await Outbox.open(tmp_path / "outbox.db")
    await outbox.append(event(1))
    await outbox.append(event(2))

    await outbox.set_aside(event(1).id, "No such project.")
    await outbox.close()

    with closing(sqlite3.connect(tmp_path / "outbox.db")) as database:
        rows = database.execute("SELECT id, refused FROM events ORDER BY seq").fetchall()
    assert rows == [("event-000001", "No such project."), ("event-000002", None)]


async def test_only_the_latest_of_those_set_aside_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_module, "MAX_SET_ASIDE", 2)
    outbox = await Outbox.open(tmp_path / "outbox.db")
    for number in range(1, 6):
        await outbox.append(event(number))
        await outbox.set_aside(event(number).id, "No.")
    await outbox.close()

    with closing(sqlite3.connect(tmp_path / "outbox.db")) as database:
        rows = database.execute("SELECT id FROM events ORDER BY seq").fetchall()
    assert rows == [("event-000004",), ("event-000005",)]


async def test_an_event_that_cannot_be_read_does_not_block_the_others(tmp_path: Path) -> None:
    outbox = await Outbox.open(tmp_path / "outbox.db")
    with closing(sqlite3.connect(tmp_path / "outbox.db")) as database, database:
        database.execute("INSERT INTO events (id, body) VALUES ('from-the-future', '{}')")
    await outbox.append(event(1))

    assert await outbox.oldest(1) == [event(1)]
    assert outbox.waiting == 1
    await outbox.close()


async def test_the_outbox_is_bounded_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_module, "MAX_EVENTS", 2)
    outbox = await Outbox.open(tmp_path / "outbox.db")
    await outbox.append(event(1))
    await outbox.append(event(2))

    with pytest.raises(OutboxFailed, match="Connect to one"):
        await outbox.append(event(3))

    assert await ids(outbox) == [1, 2]
    await outbox.close()


async def test_many_tasks_may_append_at_once(tmp_path: Path) -> None:
    outbox = await Outbox.open(tmp_path / "outbox.db")

    await asyncio.gather(*(outbox.append(event(number)) for number in range(50)))

    assert await ids(outbox) == list(range(50))
    await outbox.close()


async def test_two_editors_share_one_outbox(tmp_path: Path) -> None:
    one = await Outbox.open(tmp_path / "outbox.db")
    other = await Outbox.open(tmp_path / "outbox.db")

    await asyncio.gather(
        *(one.append(event(number)) for number in range(20)),
        *(other.append(event(number)) for number in range(20, 40)),
    )

    assert sorted(await ids(one)) == list(range(40))
    await one.close()
    await other.close()


async def test_a_cancelled_append_leaves_the_file_to_others(tmp_path: Path) -> None:
    one = await Outbox.open(tmp_path / "outbox.db")
    other = await Outbox.open(tmp_path / "outbox.db")
    for steps in range(8):
        appending = asyncio.create_task(one.append(event(steps)))
        for _ in range(steps):
            await asyncio.sleep(0)
        appending.cancel()
        await asyncio.gather(appending, return_exceptions=True)

    await other.append(event(100))

    assert 100 in await ids(one)
    await one.close()
    await other.close()


async def test_a_folder_that_cannot_be_written_means_memory_only(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")

    outbox = await Outbox.open(tmp_path / "home" / "outbox.db")
    await outbox.append(event(1))

    assert not outbox.durable
    assert await ids(outbox) == [1]
    await outbox.close()


async def test_a_file_that_can_only_be_read_means_memory_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault: SQLite is told to open the file read-only, because no mode stops an administrator."""
    path, connect = tmp_path / "outbox.db", aiosqlite.connect
    await (await Outbox.open(path)).close()

    def read_only(name: str) -> aiosqlite.Connection:
        return connect(name if name == ":memory:" else f"file:{name}?mode=ro", uri=True)

    monkeypatch.setattr(aiosqlite, "connect", read_only)
    outbox = await Outbox.open(path)
    await outbox.append(event(1))

    assert not outbox.durable
    assert await ids(outbox) == [1]
    await outbox.close()


async def test_what_another_editor_delivered_no_longer_counts_as_waiting(tmp_path: Path) -> None:
    one = await Outbox.open(tmp_path / "outbox.db")
    await one.append(event(1))
    other = await Outbox.open(tmp_path / "outbox.db")
    await other.delivered([event(1).id])

    assert await one.oldest(10) == []
    assert one.waiting == 0
    await one.close()
    await other.close()


async def test_an_event_that_comes_after_the_end_is_a_clear_error(tmp_path: Path) -> None:
    outbox = await Outbox.open(tmp_path / "outbox.db")
    late = [asyncio.create_task(outbox.append(event(number))) for number in range(5)]
    await outbox.close()

    with pytest.raises(OutboxFailed, match="is stopping"):
        await outbox.append(event(9))
    ended = await asyncio.gather(*late, return_exceptions=True)
    assert all(each is None or isinstance(each, OutboxFailed) for each in ended)


async def test_a_damaged_file_is_put_away_and_a_new_one_begun(tmp_path: Path) -> None:
    (tmp_path / "outbox.db").write_bytes(b"this is no database at all" * 100)

    outbox = await Outbox.open(tmp_path / "outbox.db")
    await outbox.append(event(1))

    assert outbox.durable
    assert (tmp_path / "outbox.damaged").exists()
    await outbox.close()


def write_and_kill(path: Path, count: int) -> list[int]:
    """Let a process append events and kill it; return the first ones that it was sure of."""
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        confirmed = [int(writer.stdout.readline()) for _ in range(count)]
        writer.send_signal(signal.SIGKILL)
    return confirmed


async def test_what_was_appended_survives_a_killed_process(tmp_path: Path) -> None:
    confirmed = await asyncio.to_thread(write_and_kill, tmp_path / "outbox.db", 25)

    outbox = await Outbox.open(tmp_path / "outbox.db")

    assert (await ids(outbox))[:25] == confirmed
    await outbox.close()


def test_a_full_disk_is_a_clear_error_and_the_outbox_goes_on(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ON_A_FULL_DISK, str(tmp_path / "outbox.db")]

    made = subprocess.run(command, capture_output=True, text=True, check=True)

    said, kept = made.stdout.splitlines()
    assert "Free some disk space" in said
    assert kept == "['event-000001', 'event-000003'] 2"


def test_a_program_that_forgets_to_close_the_outbox_still_ends(tmp_path: Path) -> None:
    program = """
import asyncio, sys
from pathlib import Path
from devmentor_bridge.outbox import Outbox
asyncio.run(Outbox.open(Path(sys.argv[1])))
"""
    command = [sys.executable, "-c", program, str(tmp_path / "outbox.db")]

    made = subprocess.run(command, timeout=60, check=True)

    assert made.returncode == 0
