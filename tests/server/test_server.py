import asyncio
from pathlib import Path

from tests.server.test_progress import Recorder

from devmentor_server.analysis import Chosen, new_workspace
from devmentor_server.client import Client
from devmentor_server.early_findings import EarlyFindings
from devmentor_server.server import DevMentorServer
from devmentor_server.settings import ServerSettings


def server_of(folder: Path) -> DevMentorServer:
    analysis = new_workspace([folder], ServerSettings())
    return DevMentorServer(Client(folders=(folder,)), Recorder(), analysis, EarlyFindings())


async def test_a_place_is_a_snapshot_and_code_points(tmp_path: Path) -> None:
    from lsprotocol import types

    server = server_of(tmp_path)
    server.documents.open("file:///a.py", "python", 1, "'😀' + x")
    params = types.HoverParams(types.TextDocumentIdentifier("file:///a.py"), types.Position(0, 7))
    place = server.place(params)

    assert place is not None
    assert place[1].character == 6


async def test_only_changed_settings_restart_anything(tmp_path: Path) -> None:
    server = server_of(tmp_path)
    first = server.analysis.folder_settings
    await server.configure(Chosen(ServerSettings(code_lens=False)))
    same = server.analysis.folder_settings
    await server.configure(Chosen(ServerSettings(code_lens=False, lint=False)))
    second = server.analysis.folder_settings
    await server.close()

    assert same is first
    assert second is not first
    assert second.otherwise.lint is False


async def test_the_index_is_kept_only_while_it_is_wanted(tmp_path: Path) -> None:
    server = server_of(tmp_path)

    await server.configure(Chosen(ServerSettings(index=False)))
    off = {task.get_name() for task in asyncio.all_tasks()}
    await server.configure(Chosen(ServerSettings()))
    on = {task.get_name() for task in asyncio.all_tasks()}
    await server.close()

    assert "index" in on - off


async def test_closing_stops_what_was_spawned(tmp_path: Path) -> None:
    server = server_of(tmp_path)
    stopped = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()

    server.spawn(work())
    await asyncio.sleep(0)
    await server.close()
    await asyncio.wait_for(stopped.wait(), 5)
