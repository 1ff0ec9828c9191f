import asyncio
import json
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.workspace import Workspace
from devmentor_server.client import Client
from devmentor_server.first_look import FirstLook


class InMemory:
    """A client in this process: what it says is put in, what it is told is kept."""

    def __init__(self, folder: Path) -> None:
        self.uri = (folder / "a.py").as_uri()
        self.says: asyncio.Queue[bytes | None] = asyncio.Queue()
        self.told: list[Any] = []
        self.told_something = asyncio.Event()

    async def receive(self) -> bytes | None:
        return await self.says.get()

    def send(self, body: bytes) -> None:
        self.told.append(json.loads(body))
        self.told_something.set()

    async def close(self) -> None:
        """Nothing is open."""

    def sources(self) -> set[str]:
        """Whose findings were shown last."""
        if not self.told:
            return set()
        return {each["source"] for each in self.told[-1]["params"]["diagnostics"]}

    def say(self, method: str, document: dict[str, Any]) -> bytes:
        params = {"textDocument": document}
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params}).encode()
        self.says.put_nowait(body)
        return body

    def pull(self, id_: int) -> bytes:
        params = {"textDocument": {"uri": self.uri}}
        call = {"jsonrpc": "2.0", "id": id_, "method": "textDocument/diagnostic", "params": params}
        body = json.dumps(call).encode()
        self.says.put_nowait(body)
        return body

    def open(self, text: str) -> bytes:
        document = {"uri": self.uri, "languageId": "python", "version": 1, "text": text}
        return self.say("textDocument/didOpen", document)


@pytest.fixture
async def analysis(tmp_path: Path) -> AsyncGenerator[Workspace]:
    workspace = Workspace([tmp_path], Settings())
    workspace.start_first()
    yield workspace
    await workspace.close()


async def test_lint_is_shown_before_the_server_is_there(
    analysis: Workspace, tmp_path: Path
) -> None:
    client, server = InMemory(tmp_path), asyncio.get_running_loop().create_future()
    listening = asyncio.create_task(FirstLook(Client(), client, analysis).listen(lambda: server))
    opened = client.open("import os\n")
    await client.told_something.wait()
    [shown] = client.told
    server.set_result(None)

    assert shown["method"] == "textDocument/publishDiagnostics"
    assert shown["params"]["version"] == 1
    assert [each["code"] for each in shown["params"]["diagnostics"]] == ["F401"]
    assert await listening == [opened]


async def test_types_follow_while_the_server_is_not_there(
    analysis: Workspace, tmp_path: Path
) -> None:
    client, server = InMemory(tmp_path), asyncio.get_running_loop().create_future()
    look = FirstLook(Client(), client, analysis)
    listening = asyncio.create_task(look.listen(lambda: server))
    client.open('import os\n\nx: int = ""\n')
    while client.sources() != {"ruff", "ty"}:
        client.told_something.clear()
        await client.told_something.wait()
    server.set_result(None)
    await listening

    assert look.early.knows(client.uri)


async def test_a_text_that_changes_meanwhile_is_left_to_the_server(
    analysis: Workspace, tmp_path: Path
) -> None:
    client, server = InMemory(tmp_path), asyncio.get_running_loop().create_future()
    listening = asyncio.create_task(FirstLook(Client(), client, analysis).listen(lambda: server))
    opened = client.open("import os\n")
    changed = client.say("textDocument/didChange", {"uri": client.uri, "version": 2})
    while not client.says.empty():
        await asyncio.sleep(0)
    path = Path("/b.py")
    await analysis.findings(Snapshot(path.as_uri(), path, "python", 1, "x = 1\n"), types=False)
    server.set_result(None)

    assert await listening == [opened, changed]
    assert client.told == []


async def test_a_client_that_pulls_is_answered_at_once_and_pulls_again_when_types_are_known(
    analysis: Workspace, tmp_path: Path
) -> None:
    client, server = InMemory(tmp_path), asyncio.get_running_loop().create_future()
    look = FirstLook(Client(pull_diagnostics=True, refresh_diagnostics=True), client, analysis)
    listening = asyncio.create_task(look.listen(lambda: server))
    opened = client.open('import os\n\nx: int = ""\n')
    client.pull(7)
    await client.told_something.wait()
    [told] = client.told
    server.set_result(None)

    assert told["id"] == 7
    assert "F401" in {each["code"] for each in told["result"]["items"]}
    assert await listening == [opened]  # the server need not answer again
    for everything in look.late:
        assert {each.source for each in await everything} == {"ruff", "ty"}


async def test_a_pull_of_a_text_that_changes_meanwhile_is_left_to_the_server(
    analysis: Workspace, tmp_path: Path
) -> None:
    client, server = InMemory(tmp_path), asyncio.get_running_loop().create_future()
    look = FirstLook(Client(pull_diagnostics=True, refresh_diagnostics=True), client, analysis)
    listening = asyncio.create_task(look.listen(lambda: server))
    heard = [client.open("import os\n"), client.pull(7)]
    heard.append(client.say("textDocument/didChange", {"uri": client.uri, "version": 2}))
    heard.append(client.pull(8))
    while not client.says.empty():
        await asyncio.sleep(0)
    path = Path("/b.py")
    await analysis.findings(Snapshot(path.as_uri(), path, "python", 1, "x = 1\n"), types=False)
    server.set_result(None)

    assert await listening == heard
    assert client.told == []


async def test_a_client_that_cannot_be_asked_to_pull_again_waits_for_everything(
    analysis: Workspace, tmp_path: Path
) -> None:
    client, server = InMemory(tmp_path), asyncio.get_running_loop().create_future()
    look = FirstLook(Client(pull_diagnostics=True), client, analysis)
    listening = asyncio.create_task(look.listen(lambda: server))
    opened = client.open("import os\n")
    while not client.says.empty():
        await asyncio.sleep(0)
    server.set_result(None)

    assert await listening == [opened]
    assert client.told == []


async def test_what_does_not_fit_is_kept_for_the_server(
    analysis: Workspace, tmp_path: Path
) -> None:
    client, server = InMemory(tmp_path), asyncio.get_running_loop().create_future()
    client.say("textDocument/didOpen", {"uri": 1})
    client.says.put_nowait(b"no JSON")
    listening = asyncio.create_task(FirstLook(Client(), client, analysis).listen(lambda: server))
    while not client.says.empty():
        await asyncio.sleep(0)
    server.set_result(None)

    assert len(await listening) == 2


async def test_a_client_that_leaves_meanwhile_is_noticed(
    analysis: Workspace, tmp_path: Path
) -> None:
    client, server = InMemory(tmp_path), asyncio.get_running_loop().create_future()
    client.says.put_nowait(None)
    listening = asyncio.create_task(FirstLook(Client(), client, analysis).listen(lambda: server))
    await asyncio.sleep(0)
    server.set_result(None)

    assert await listening == []
