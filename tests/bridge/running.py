"""A real bridge in front of a test gateway, what it says about itself, and a script for the tier."""

import asyncio
import contextlib
import uuid
from collections.abc import AsyncGenerator, Callable, Mapping
from datetime import UTC, datetime

from tests.bridge.gateway import Gateway, gateway

from devmentor_bridge.bridge import Bridge, BridgeSettings
from devmentor_protocol.events import AppendParams, AppendResult, Event, EventKind
from devmentor_protocol.limits import Limits
from devmentor_protocol.mentor import Answer, ChatMessage, ChatParams, Chunk
from devmentor_protocol.methods import APPEND, CHAT
from devmentor_protocol.peer import Emit, Handler
from devmentor_protocol.receipt import Receipt, Rung
from devmentor_protocol.status import Status

QUESTION = ChatParams(messages=(ChatMessage(role="user", content="Why?"),))


class Heard:
    """What a bridge said about itself."""

    def __init__(self) -> None:
        self.all: list[Status] = []
        self._changed = asyncio.Event()

    def __call__(self, status: Status) -> None:
        self.all.append(status)
        self._changed.set()

    async def until(self, fits: Callable[[Status], bool]) -> Status:
        while not self.all or not fits(self.all[-1]):
            self._changed.clear()
            await self._changed.wait()
        return self.all[-1]

    async def rung(self, rung: Rung) -> Status:
        return await self.until(lambda status: status.rung is rung)


@contextlib.asynccontextmanager
async def bridge(
    heard: Heard, handlers: Mapping[str, Handler] | None = None, *, tier_url: str | None = None
) -> AsyncGenerator[Bridge]:
    made = Bridge(BridgeSettings(client="test/1", tier_url=tier_url), handlers or {}, heard)
    await made.start()
    try:
        yield made
    finally:
        await made.close()


def answer(text: str) -> Answer:
    return Answer(text=text, receipt=Receipt(rung=Rung.LOCAL))


def event() -> Event:
    return Event(id=uuid.uuid4().hex, kind=EventKind.EXPLAINED, at=datetime.now(UTC))


class Script:
    """Answers a chat in pieces, stops where it is told to, and notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[ChatParams] = []
        self.events: list[str] = []
        self.waiting, self.go_on = asyncio.Event(), asyncio.Event()
        self.cancelled = asyncio.Event()
        self.handlers: Mapping[str, Handler] = {CHAT.name: self.chat, APPEND.name: self.append}

    async def chat(self, params: ChatParams, emit: Emit) -> Answer:
        self.asked.append(params)
        await emit(Chunk(text="Be"))
        self.waiting.set()
        try:
            await self.go_on.wait()
        except asyncio.CancelledError:
            self.cancelled.set()
            raise
        await emit(Chunk(text="cause."))
        return answer("Because.")

    async def append(self, params: AppendParams, emit: Emit) -> AppendResult:
        ids = tuple(each.id for each in params.events)
        self.events += ids
        return AppendResult(accepted=ids)


@contextlib.asynccontextmanager
async def connected(
    heard: Heard, script: Script, limits: Limits | None = None
) -> AsyncGenerator[tuple[Bridge, Gateway]]:
    async with gateway(script.handlers, limits=limits) as tier:
        tier.announce()
        async with bridge(heard) as made:
            await heard.rung(Rung.LOCAL)
            yield made, tier
