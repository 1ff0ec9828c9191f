import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import pytest
from tests.analyzers.documents import saved
from tests.conftest import NewChildren

from devmentor_analyzers.index.keeping import IndexKeeper
from devmentor_analyzers.index.outcome import Outcome
from devmentor_analyzers.index.place import database_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    saved(tmp_path / "project" / "a.py", "def total_price():\n    ...\n")
    return tmp_path / "project"


@pytest.fixture
async def keeper() -> AsyncGenerator[IndexKeeper]:
    kept = IndexKeeper(calm_seconds=0.01)
    yield kept
    await kept.close()


async def until(passes: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not passes():
            await asyncio.sleep(0.01)


async def test_a_folder_is_indexed_and_what_changes_in_it_too(
    keeper: IndexKeeper, folder: Path
) -> None:
    keeper.work_in([folder])
    await until(lambda: keeper.outcomes.get(folder) == Outcome("done", 1))

    saved(folder / "b.py", "x = 1\n")
    keeper.files_changed()

    await until(lambda: keeper.outcomes[folder] == Outcome("done", 2))


async def test_nothing_is_started_while_somebody_types(
    folder: Path, new_children: NewChildren
) -> None:
    keeper = IndexKeeper(calm_seconds=60)
    keeper.work_in([folder])
    keeper.typed()
    await asyncio.sleep(0)

    assert new_children() == []
    await keeper.close()
    assert keeper.outcomes == {}


async def test_an_update_holds_at_a_key_and_goes_on_afterwards(
    keeper: IndexKeeper, folder: Path
) -> None:
    keeper.work_in([folder])
    while not keeper.is_working:
        await asyncio.sleep(0)
    keeper.typed()

    await until(lambda: keeper.outcomes.get(folder) == Outcome("done", 1))


async def test_no_process_is_left(
    keeper: IndexKeeper, folder: Path, new_children: NewChildren
) -> None:
    keeper.work_in([folder])
    while not keeper.is_working:
        await asyncio.sleep(0)
    await keeper.close()

    assert new_children() == []


async def test_the_home_folder_and_the_root_of_a_disk_are_left_alone(
    keeper: IndexKeeper, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(folder))
    keeper.work_in([folder, Path("/"), folder / "gone"])
    await asyncio.sleep(0.05)

    assert not keeper.is_working
    assert not database_path(folder).exists()


async def test_what_cannot_be_done_is_said_once(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    saved(folder / "b.py", "x = 1\n")
    keeper = IndexKeeper(calm_seconds=0.01, most_files=1)
    keeper.work_in([folder])
    await until(lambda: folder in keeper.outcomes)
    keeper.outcomes.clear()
    keeper.files_changed()
    await until(lambda: folder in keeper.outcomes)
    await keeper.close()

    [said] = [each.getMessage() for each in caplog.records if each.name.startswith("devmentor")]
    assert "2 files to read" in said
    assert "`devmentor index`" in said


async def test_one_that_always_takes_too_much_memory_is_given_up(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    keeper = IndexKeeper(calm_seconds=0.01, most_bytes=1_000_000)
    keeper.work_in([folder])
    await until(lambda: any(each.name.startswith("devmentor") for each in caplog.records))
    await keeper.close()

    assert keeper.outcomes[folder].state == "failed"
