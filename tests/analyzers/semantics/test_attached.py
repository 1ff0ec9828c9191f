import asyncio
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import pytest
from tests.analyzers.documents import document
from tests.analyzers.engines.faulty import command

from devmentor_analyzers.engines import process as process_module
from devmentor_analyzers.engines.attachment import Attachment
from devmentor_analyzers.semantics import attached as attached_module
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.workspace import Workspace
from devmentor_protocol.position import Position

START = Position(line=0, character=0)
Begin = Callable[..., Workspace]


@pytest.fixture
async def begin(tmp_path: Path) -> AsyncGenerator[Begin]:
    made: list[Workspace] = []

    def start(*engines: Attachment, limit: int = 3_000_000_000) -> Workspace:
        settings = Settings(engines=engines, ty=False, max_engine_bytes=limit)
        made.append(Workspace([tmp_path], settings))
        return made[0]

    yield start
    for workspace in made:
        await workspace.close()


def engine(fault: str, **more: object) -> Attachment:
    return Attachment("faulty", command(fault), ("python",), **more)  # pyright: ignore[reportArgumentType] - whatever a test varies


async def told(workspace: Workspace, *words: str) -> None:
    """Wait until the status of the engine says so."""
    async with asyncio.timeout(60):
        while not all(word in status(workspace) for word in words):
            await asyncio.sleep(0.02)


def status(workspace: Workspace) -> str:
    return " ".join(
        f"{each.state} {each.detail}" for each in workspace.engines() if each.name == "faulty"
    )


async def codes(workspace: Workspace, snapshot: Snapshot) -> set[str]:
    return {each.code for each in await workspace.findings(snapshot)}


@pytest.mark.parametrize("fault", ["hangs", "crashes", "garbage", "another protocol"])
async def test_an_engine_that_fails_costs_its_own_answers_only(
    begin: Begin, tmp_path: Path, fault: str
) -> None:
    """The engine is scripted: a fault."""
    workspace = begin(engine(fault))
    await workspace.start()
    snapshot = document(tmp_path / "a.py", "import os\n")
    workspace.opened(snapshot)

    assert "F401" in await codes(workspace, snapshot)
    assert await workspace.hover(snapshot, Position(line=0, character=8))


async def test_an_engine_that_crashes_says_so_in_its_own_words(
    begin: Begin, tmp_path: Path
) -> None:
    """The engine is scripted: a fault."""
    workspace = begin(engine("crashes"))
    await workspace.start()
    workspace.opened(document(tmp_path / "a.py", ""))

    await told(workspace, "on fire")


async def test_an_engine_that_talks_nonsense_is_given_time_and_named(begin: Begin) -> None:
    """The engine is scripted: a fault."""
    workspace = begin(engine("another protocol"))
    await workspace.start()

    await told(workspace, "none of LSP's")


async def test_a_flood_in_one_message_is_not_read(begin: Begin, tmp_path: Path) -> None:
    """The engine is scripted: a fault."""
    workspace = begin(engine("floods once"))
    await workspace.start()
    workspace.opened(document(tmp_path / "a.py", ""))

    await told(workspace, "ready", "was too long")


async def test_a_flood_of_messages_leaves_others_their_turn(begin: Begin, tmp_path: Path) -> None:
    """The engine is scripted: a fault."""
    workspace = begin(engine("floods on"))
    await workspace.start()
    snapshot = document(tmp_path / "a.py", "import os\n")
    workspace.opened(snapshot)

    async with asyncio.timeout(60):
        while "note" not in await codes(workspace, snapshot):
            await asyncio.sleep(0)


async def test_what_comes_when_nobody_waits_any_more_is_told(
    begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attached_module, "_PATIENCE_SECONDS", 0)
    (tmp_path / "been").touch()
    workspace = begin(engine("starts at the second go"))
    told = asyncio.Event()
    workspace.on_late_findings(lambda _: told.set())
    await workspace.start()
    snapshot = document(tmp_path / "a.py", "")
    workspace.opened(snapshot)

    assert not await codes(workspace, snapshot)
    await asyncio.wait_for(told.wait(), 60)
    assert "note" in await codes(workspace, snapshot)


async def test_an_engine_that_starts_at_the_second_go_is_asked_again(
    begin: Begin, tmp_path: Path
) -> None:
    """The engine is scripted: a fault."""
    workspace = begin(engine("starts at the second go", start_seconds=0.5))
    told = asyncio.Event()
    workspace.on_late_findings(lambda _: told.set())
    await workspace.start()
    snapshot = document(tmp_path / "a.py", "")
    workspace.opened(snapshot)

    async with asyncio.timeout(60):
        while "note" not in await codes(workspace, snapshot):
            await told.wait()
            told.clear()


async def test_an_engine_that_grows_beyond_the_limit_is_replaced(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine is scripted: a fault."""
    monkeypatch.setattr(process_module, "_LOOK_SECONDS", 0.1)
    workspace = begin(engine("grows"), limit=150_000_000)
    await workspace.start()

    await told(workspace, "It grew to", "the limit is 150 MB")


async def test_a_missing_program_and_a_missing_marker_are_told(begin: Begin) -> None:
    ghost = Attachment("faulty", ("no-such-program",), ("go",))
    elsewhere = Attachment("faulty", command("hangs"), ("go",), root_markers=("go.mod",))
    workspace = begin(ghost, elsewhere)

    assert "no program 'no-such-program'" in status(workspace)
    assert "there is no go.mod" in status(workspace)


async def test_a_feature_that_is_not_wanted_is_not_asked_for(begin: Begin, tmp_path: Path) -> None:
    """The engine is scripted: it would hang."""
    wanted = Attachment("faulty", command("hangs"), ("go",), features=("diagnostics",))
    workspace = begin(wanted)
    await workspace.start()
    snapshot = document(tmp_path / "a.go", "package a\n")

    async with asyncio.timeout(4):
        assert await workspace.hover(snapshot, START) is None
