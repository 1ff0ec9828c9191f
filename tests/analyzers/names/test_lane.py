import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import psutil
import pytest

from devmentor_analyzers import hanging as hanging_module
from devmentor_analyzers.names import lane as lane_module
from devmentor_analyzers.names.lane import Lane, Limits, NoAnswer
from devmentor_analyzers.names.open_texts import OpenTexts
from devmentor_analyzers.names.wire import Question, Setup

LIMITS = Limits(answer_seconds=60, grace_seconds=0.5)
Make = Callable[[Limits], Awaitable[Lane]]


def hover(version: int = 1, path: str = "/a.py") -> Question:
    return Question("hover", path, version, "len", 0, 1)


async def waiting(lane: Lane, question: Question) -> "asyncio.Task[object]":
    """The question is in the queue or with the worker when this returns."""
    task: asyncio.Task[object] = asyncio.create_task(lane.ask(question))
    await asyncio.sleep(0)
    return task


def process_of(lane: Lane) -> psutil.Process:
    assert lane.worker is not None
    return psutil.Process(lane.worker.pid)


@pytest.fixture
async def make(tmp_path: Path) -> AsyncIterator[Make]:
    made: list[Lane] = []

    async def make_lane(limits: Limits) -> Lane:
        lane = Lane(Setup((str(tmp_path),), None, patient=False), limits, OpenTexts())
        made.append(lane)
        lane.start()
        await lane.ask(hover())
        await lane.warm.wait()
        return lane

    yield make_lane
    for lane in made:
        await lane.close()


async def test_a_killed_worker_is_replaced_and_costs_no_answer(make: Make) -> None:
    lane = await make(LIMITS)
    killed = process_of(lane)
    killed.send_signal(signal.SIGKILL)

    assert await lane.ask(hover(2))
    assert process_of(lane).pid != killed.pid
    assert lane.mishap


async def test_a_question_a_worker_dies_of_is_tried_once_more(make: Make) -> None:
    lane = await make(LIMITS)
    process_of(lane).suspend()
    task = await waiting(lane, hover(2))
    await asyncio.sleep(0.1)

    process_of(lane).kill()

    assert await task


async def test_a_stopped_worker_is_replaced_and_the_question_answered(make: Make) -> None:
    lane = await make(LIMITS)
    stopped = process_of(lane)
    stopped.send_signal(signal.SIGSTOP)

    assert await lane.ask(hover(2))
    assert lane.mishap == "It was stopped."
    assert not stopped.is_running()


async def test_a_worker_is_replaced_when_the_time_is_over(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is busy for so long would be a fault: it is stopped, and nobody looks."""
    monkeypatch.setattr(hanging_module, "_DOUBT_SECONDS", 60)
    lane = await make(Limits(answer_seconds=10, grace_seconds=0.1))
    hanging = process_of(lane)
    hanging.send_signal(signal.SIGSTOP)

    with pytest.raises(NoAnswer, match="no answer within"):
        await lane.ask(hover(2))

    assert await lane.ask(hover(3))
    assert not hanging.is_running()


async def test_a_cancelled_question_frees_a_worker_that_hangs(make: Make) -> None:
    lane = await make(LIMITS)
    hanging = process_of(lane)
    hanging.send_signal(signal.SIGSTOP)
    task = await waiting(lane, hover(2))
    await asyncio.sleep(0.1)

    task.cancel()

    assert await lane.ask(hover(3))
    assert not hanging.is_running()


async def test_a_question_cancelled_in_the_queue_is_never_asked(make: Make) -> None:
    lane = await make(LIMITS)
    process = process_of(lane)
    process.suspend()
    first = await waiting(lane, hover(2))
    await asyncio.sleep(0.1)
    second = await waiting(lane, Question("hover", "/b.py", 1, "\n" * 10, 99, 0))
    second.cancel()
    await asyncio.sleep(0)

    process.resume()

    assert await first
    assert process_of(lane).pid == process.pid


async def test_a_newer_version_replaces_what_still_waits(make: Make) -> None:
    lane = await make(LIMITS)
    process = process_of(lane)
    process.suspend()
    running = await waiting(lane, hover(2, "/b.py"))
    await asyncio.sleep(0.1)
    old, new = await waiting(lane, hover(2)), await waiting(lane, hover(3))

    with pytest.raises(NoAnswer, match="newer"):
        await old
    process.resume()

    assert await running
    assert await new


async def test_a_completion_overtakes_a_hover(make: Make) -> None:
    lane = await make(LIMITS)
    process = process_of(lane)
    process.suspend()
    running = await waiting(lane, hover(2))
    await asyncio.sleep(0.1)
    answered: list[str] = []
    later = [
        await waiting(lane, hover(2, "/b.py")),
        await waiting(lane, Question("complete", "/c.py", 1, "le", 0, 2, limit=1)),
    ]
    later[0].add_done_callback(lambda _: answered.append("hover"))
    later[1].add_done_callback(lambda _: answered.append("complete"))

    process.resume()
    await asyncio.gather(running, *later)

    assert answered == ["complete", "hover"]


async def test_a_worker_that_has_grown_too_large_is_replaced(make: Make) -> None:
    lane = await make(Limits(answer_seconds=60, max_bytes=100_000_000))
    first = process_of(lane)
    text = "import asyncio, json, typing\n" * 60_000

    await lane.ask(Question("definitions", "/large.py", 1, text, 0, 8))
    await asyncio.to_thread(psutil.wait_procs, [first], 20)

    assert not first.is_running()
    assert await lane.ask(hover(2))


async def test_a_worker_that_cannot_start_is_tried_again_and_costs_only_its_answers() -> None:
    lane = Lane(
        Setup((), None, patient=False),
        Limits(answer_seconds=1),
        OpenTexts(),
        [sys.executable, "-c", ""],
    )
    lane.start()

    with pytest.raises(NoAnswer):
        await lane.ask(hover())

    assert lane.state == "starting"
    assert lane.mishap
    await lane.close()


async def test_a_lane_that_has_failed_answers_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lane_module, "_PAUSES", (0.0, 60.0))
    setup, limits = Setup((), None, patient=False), Limits(answer_seconds=60)
    lane = Lane(setup, limits, OpenTexts(), [sys.executable, "-c", ""])
    lane.start()
    while lane.state != "failed":
        await asyncio.sleep(0.01)

    with pytest.raises(NoAnswer, match="ended"):
        await lane.ask(hover())

    await lane.close()


async def test_closing_ends_the_process_and_the_wait(make: Make) -> None:
    lane = await make(LIMITS)
    process = process_of(lane)
    process.suspend()
    running, queued = await waiting(lane, hover(2)), await waiting(lane, hover(2, "/b.py"))
    await asyncio.sleep(0.1)

    await lane.close()

    for task in (running, queued):
        with pytest.raises(NoAnswer):
            await task
    assert not process.is_running()
