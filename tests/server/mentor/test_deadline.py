import asyncio
import logging

import pytest

from devmentor_server.mentor.deadline import together


async def quick() -> int:
    return 1


async def never() -> int:
    await asyncio.Event().wait()
    return 2


async def broken() -> int:
    raise ValueError("no")


async def test_late_sources_are_left_behind_by_name() -> None:
    found, late = await together({"quick": quick(), "never": never()}, 0.05)

    assert found == {"quick": 1}
    assert late == ("never",)


async def test_a_source_that_fails_is_left_behind_and_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        found, late = await together({"quick": quick(), "broken": broken()}, 5)

    assert found == {"quick": 1}
    assert late == ("broken",)
    assert "broken" in caplog.text


async def test_no_source_is_no_wait() -> None:
    assert await together({}, 60) == ({}, ())


async def test_cancelling_the_question_cancels_its_sources() -> None:
    ended = asyncio.Event()

    async def watched() -> int:
        try:
            return await never()
        finally:
            ended.set()

    task = asyncio.create_task(together({"watched": watched()}, 60))
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    await asyncio.wait_for(ended.wait(), 5)
