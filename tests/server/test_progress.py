import asyncio
from typing import Any

import pytest

from devmentor_server import progress
from devmentor_server.analysis import new_workspace
from devmentor_server.client import Client
from devmentor_server.early_findings import EarlyFindings
from devmentor_server.incoming import read
from devmentor_server.server import DevMentorServer
from devmentor_server.settings import ServerSettings


class Recorder:
    """A transport that keeps what is sent: progress is told from outside only by its messages."""

    def __init__(self) -> None:
        self.sent: list[Any] = []
        self.server: DevMentorServer | None = None

    async def receive(self) -> None:
        return None

    def send(self, body: bytes) -> None:
        message = read(body)
        self.sent.append(message)
        if self.server and getattr(message, "method", "").endswith("/create"):
            self.server.protocol.receive(
                b'{"jsonrpc":"2.0","id":"%s","result":null}'
                % (
                    str(message.id).encode()  # pyright: ignore[reportAttributeAccessIssue, reportUnknownArgumentType, reportUnknownMemberType] - a create is a call
                )
            )

    async def close(self) -> None:
        return None

    @property
    def kinds(self) -> list[str]:
        return [
            message.params["value"]["kind"]
            for message in self.sent
            if message.method == "$/progress"
        ]


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    monkeypatch.setattr(progress, "SHOW_AFTER_SECONDS", 0.01)
    return Recorder()


def server_for(recorder: Recorder, *, able: bool = True) -> DevMentorServer:
    analysis = new_workspace([], ServerSettings())
    recorder.server = DevMentorServer(Client(progress=able), recorder, analysis, EarlyFindings())
    return recorder.server


async def test_slow_work_is_shown_and_its_end_too(recorder: Recorder) -> None:
    async with server_for(recorder).bars.of("Work", None):
        while "begin" not in recorder.kinds:
            await asyncio.sleep(0.01)

    assert recorder.kinds == ["begin", "end"]


async def test_quick_work_is_not_shown(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SHOW_AFTER_SECONDS", 60)
    async with server_for(recorder).bars.of("Work", "token"):
        await asyncio.sleep(0)

    assert recorder.sent == []


async def test_a_client_without_progress_is_shown_none(recorder: Recorder) -> None:
    async with server_for(recorder, able=False).bars.of("Work", None):
        await asyncio.sleep(0.05)

    assert recorder.sent == []


async def test_cancelling_the_bar_stops_the_work(recorder: Recorder) -> None:
    server = server_for(recorder)

    async def work() -> None:
        async with server.bars.of("Work", "mine"):
            await asyncio.Event().wait()

    task = asyncio.create_task(work())
    while "begin" not in recorder.kinds:
        await asyncio.sleep(0.01)
    server.bars.cancel("mine")
    with pytest.raises(asyncio.CancelledError):
        await task

    assert recorder.kinds == ["begin", "end"]
