"""What goes wrong between an editor and its tier, and what the person in front of it sees."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from tests.e2e.conftest import Tier, start_tier, stop_tier

from devmentor_cli.language_server import LanguageServer, language_server
from devmentor_protocol.envelope import JsonObject
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.runtime import HOME_VARIABLE

SOURCE = '''\
class Basket:
    """What somebody wants to buy."""

    def total(self, discount: float = 0.0) -> float:
        """Sum the prices and take the discount off."""
        return sum(self.prices) * (1 - discount)
'''
TOKEN = "stream"


class Editor:
    """An editor's side: what it was told, and waiting for more."""

    def __init__(self) -> None:
        self.rungs: list[str] = []
        self.text = ""
        self._told = asyncio.Event()

    def on_notification(self, method: str, params: JsonObject) -> None:
        if method == "devmentor/status":
            self.rungs.append(params["rung"])
        elif method == "$/progress" and params["token"] == TOKEN:
            self.text += params["value"]["text"]
        self._told.set()

    async def rung(self, rung: str) -> None:
        while not self.rungs or self.rungs[-1] != rung:
            await self._next()

    async def first_words(self) -> None:
        while not self.text:
            await self._next()

    async def _next(self) -> None:
        self._told.clear()
        async with asyncio.timeout(40):
            await self._told.wait()


@asynccontextmanager
async def editing(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncGenerator[tuple[LanguageServer, Editor]]:
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    (folder / "shop.py").write_text(SOURCE)
    editor = Editor()
    async with language_server(folder, {"status": True}, editor.on_notification) as server:
        yield server, editor


def explain(server: LanguageServer, folder: Path) -> "asyncio.Task[Any]":
    target = {"uri": (folder / "shop.py").as_uri(), "position": {"line": 3, "character": 8}}
    params = {"target": target, "partialResultToken": TOKEN}
    return asyncio.create_task(server.request("devmentor/explain", params))


async def test_a_tier_that_dies_mid_answer_leaves_what_it_said_and_the_local_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tier = start_tier(tmp_path / "home")
    async with editing(tmp_path, tier.home, monkeypatch) as (server, editor):
        await editor.rung("local")
        asking = explain(server, tmp_path)
        await editor.first_words()
        tier.process.kill()

        answer = await asyncio.wait_for(asking, 30)
        await editor.rung("offline")

    assert answer["receipt"]["rung"] == "offline"
    assert answer["text"] == editor.text
    assert "cut off" in answer["text"]
    assert "take the discount off" in answer["text"]


async def test_a_tier_that_starts_later_is_found_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with editing(tmp_path, tmp_path / "home", monkeypatch) as (server, editor):
        await editor.rung("offline")
        tier = await asyncio.to_thread(start_tier, tmp_path / "home", "--no-model")
        await editor.rung("local")
        assert await asyncio.to_thread(stop_tier, tier) == 0
        await editor.rung("offline")
        hover = await server.request("workspace/symbol", {"query": "Basket"})

    assert hover


async def test_a_cancelled_answer_stops_the_model(
    tier: Tier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with editing(tmp_path, tier.home, monkeypatch) as (server, editor):
        await editor.rung("local")
        asking = explain(server, tmp_path)
        await editor.first_words()
        server.notify("$/cancelRequest", {"id": 2})

        with pytest.raises(RpcError) as refusal:
            await asyncio.wait_for(asking, 20)

    assert refusal.value.code == ErrorCode.REQUEST_CANCELLED
    await until_idle(tier)


async def test_an_editor_that_vanishes_leaves_no_process_and_stops_the_model(
    tier: Tier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with editing(tmp_path, tier.home, monkeypatch) as (server, editor):
        await editor.rung("local")
        asking = explain(server, tmp_path)
        await editor.first_words()
        [child] = [
            each
            for each in psutil.Process().children()
            if "devmentor_server" in str(each.cmdline())
        ]
        engines = child.children(recursive=True)
        child.kill()
        with pytest.raises(RpcError):
            await asking

    assert engines
    assert not psutil.wait_procs(engines, timeout=15)[1]
    await until_idle(tier)


async def until_idle(tier: Tier) -> None:
    """Wait until nothing is generated any more: the model's process rests."""
    children = psutil.Process(tier.process.pid).children(recursive=True)
    [model] = [child for child in children if "model_server" in " ".join(child.cmdline())]
    for _ in range(20):
        before = sum(model.cpu_times()[:2])
        await asyncio.sleep(0.5)
        if sum(model.cpu_times()[:2]) - before < 0.1:
            return
    pytest.fail("the model went on generating for 10 s after nobody listened")
