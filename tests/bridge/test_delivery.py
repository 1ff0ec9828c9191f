import asyncio
from collections.abc import AsyncGenerator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from devmentor_bridge import delivery
from devmentor_bridge.delivery import deliver, keep_delivering
from devmentor_bridge.outbox import Outbox
from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_protocol.events import AppendParams, AppendResult, Event, EventKind, Refused

OFFLINE = RpcError(ErrorCode.OFFLINE, "No tier is running.")


class Tier:
    """Takes events as a tier does; `fault` may refuse a batch before it is taken."""

    def __init__(self, fault: Callable[[AppendParams], None] = lambda _: None) -> None:
        self.fault = fault
        self.taken: list[str] = []
        self.batches = 0
        self.refuses: set[str] = set()

    async def append(self, params: AppendParams) -> AppendResult:
        self.fault(params)
        self.batches += 1
        ids = [event.id for event in params.events]
        accepted = tuple(id_ for id_ in ids if id_ not in self.refuses)
        self.taken += accepted
        refused = tuple(Refused(id=id_, reason="No.") for id_ in ids if id_ in self.refuses)
        return AppendResult(accepted=accepted, refused=refused)


def event(number: int) -> Event:
    at = datetime(2026, 1, 2, tzinfo=UTC)
    return Event(id=f"event-{number:06}", kind=EventKind.FIXED, at=at)


@pytest.fixture
async def outbox(tmp_path: Path) -> AsyncGenerator[Outbox]:
    outbox = await Outbox.open(tmp_path / "outbox.db")
    yield outbox
    await outbox.close()


async def fill(outbox: Outbox, count: int) -> list[str]:
    for number in range(count):
        await outbox.append(event(number))
    return [event(number).id for number in range(count)]


async def test_everything_is_sent_in_order_and_in_batches(outbox: Outbox) -> None:
    ids, tier = await fill(outbox, 250), Tier()

    await deliver(outbox, tier.append)

    assert tier.taken == ids
    assert tier.batches == 3
    assert outbox.waiting == 0


async def test_what_the_tier_refuses_for_good_is_set_aside(outbox: Outbox) -> None:
    ids, tier = await fill(outbox, 3), Tier()
    tier.refuses = {ids[1]}

    await deliver(outbox, tier.append)

    assert tier.taken == [ids[0], ids[2]]
    assert outbox.waiting == 0


async def test_one_poisoned_event_does_not_hold_up_the_others(outbox: Outbox) -> None:
    ids = await fill(outbox, 40)

    def choke(params: AppendParams) -> None:
        if ids[17] in {each.id for each in params.events}:
            raise RpcError(ErrorCode.INVALID_PARAMS, "events.17: not understood.")

    tier = Tier(choke)
    await deliver(outbox, tier.append)

    assert tier.taken == [id_ for id_ in ids if id_ != ids[17]]
    assert outbox.waiting == 0


async def test_without_a_tier_everything_stays(outbox: Outbox) -> None:
    await fill(outbox, 3)

    def refuse(_: AppendParams) -> None:
        raise OFFLINE

    with pytest.raises(RpcError, match="No tier"):
        await deliver(outbox, Tier(refuse).append)

    assert outbox.waiting == 3


async def test_a_tier_that_acknowledges_nothing_is_not_asked_for_ever(outbox: Outbox) -> None:
    await fill(outbox, 1)

    async def say_nothing(params: AppendParams) -> AppendResult:
        return AppendResult(accepted=())

    with pytest.raises(RpcError, match="none of the events"):
        await deliver(outbox, say_nothing)


async def test_delivery_goes_on_when_it_is_woken_after_being_offline(outbox: Outbox) -> None:
    ids = await fill(outbox, 2)
    offline, done, wake = True, asyncio.Event(), asyncio.Event()
    asked = asyncio.Event()

    def maybe(_: AppendParams) -> None:
        asked.set()
        if offline:
            raise OFFLINE

    tier = Tier(maybe)
    keeping = asyncio.create_task(keep_delivering(outbox, tier.append, wake, done.set))
    wake.set()
    await asked.wait()
    offline = False
    wake.set()
    await done.wait()

    keeping.cancel()
    assert tier.taken == ids


async def test_delivery_is_tried_again_by_itself_after_a_failure(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "_PAUSE_SECONDS", 0.01)
    ids = await fill(outbox, 2)
    faults = [RpcError(ErrorCode.TIMED_OUT, "Too slow.")]
    done, wake = asyncio.Event(), asyncio.Event()

    def once(_: AppendParams) -> None:
        if faults:
            raise faults.pop(0)

    tier = Tier(once)
    keeping = asyncio.create_task(keep_delivering(outbox, tier.append, wake, done.set))
    wake.set()
    await done.wait()

    keeping.cancel()
    assert tier.taken == ids
