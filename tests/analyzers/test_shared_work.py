import asyncio

import pytest

from devmentor_analyzers.shared_work import SharedWork


class Counted:
    """Work that ends when it is told to, and counts how often it began."""

    def __init__(self) -> None:
        self.begun = 0
        self.cancelled = False
        self.go_on = asyncio.Event()

    async def run(self) -> int:
        self.begun += 1
        try:
            await self.go_on.wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        return self.begun


async def test_those_who_ask_for_the_same_share_the_work() -> None:
    shared, counted = SharedWork[str, int](), Counted()
    asking = [asyncio.create_task(shared.join("a", counted.run())) for _ in range(3)]
    await asyncio.sleep(0)
    counted.go_on.set()

    assert await asyncio.gather(*asking) == [1, 1, 1]


async def test_who_asks_later_starts_it_anew() -> None:
    shared, counted = SharedWork[str, int](), Counted()
    counted.go_on.set()

    assert [await shared.join("a", counted.run()) for _ in range(2)] == [1, 2]


async def test_one_who_leaves_takes_nothing_from_the_others() -> None:
    shared, counted = SharedWork[str, int](), Counted()
    leaving, staying = (asyncio.create_task(shared.join("a", counted.run())) for _ in range(2))
    await asyncio.sleep(0)
    leaving.cancel()
    await asyncio.gather(leaving, return_exceptions=True)
    counted.go_on.set()

    assert await staying == 1


async def test_work_nobody_waits_for_is_cancelled() -> None:
    shared, counted = SharedWork[str, int](), Counted()
    asking = asyncio.create_task(shared.join("a", counted.run()))
    while not counted.begun:
        await asyncio.sleep(0)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    await asyncio.sleep(0)

    assert counted.cancelled


async def test_a_failure_reaches_all() -> None:
    async def fail() -> int:
        raise ValueError("no")

    shared = SharedWork[str, int]()
    both = await asyncio.gather(
        shared.join("a", fail()), shared.join("a", fail()), return_exceptions=True
    )

    assert [str(each) for each in both] == ["no", "no"]
