import asyncio
from pathlib import Path
from typing import Any

from tests.analyzers.documents import document

from devmentor_analyzers.engines.pushed import Pushed

PATH = Path("/a.py")
URI = PATH.as_uri()


def said(count: int = 1, **more: Any) -> dict[str, Any]:
    return {"uri": URI, "diagnostics": [{}] * count, **more}


async def test_what_is_about_an_older_version_is_waited_out() -> None:
    pushed, second = Pushed(), document(PATH, "", version=2)
    pushed.want(second)
    waiting = asyncio.create_task(pushed.of(second, 60))
    pushed.hear(said(1, version=1))
    await asyncio.sleep(0)
    pushed.hear(said(2, version=2))

    assert await waiting == [{}, {}]


async def test_an_older_answer_is_better_than_none() -> None:
    pushed = Pushed()
    pushed.want(document(PATH, "", version=1))
    pushed.hear(said(1, version=1))

    assert await pushed.of(document(PATH, "", version=2), 0) == [{}]
    pushed.clear()
    assert await pushed.of(document(PATH, "", version=2), 0) is None


def test_only_open_documents_are_kept_and_told() -> None:
    pushed, news = Pushed(), list[Path]()
    pushed.news = news.append
    pushed.hear(said())
    pushed.want(document(PATH, ""))
    pushed.hear(said())
    pushed.forget(PATH)
    pushed.hear(said())

    assert news == [PATH]


async def test_more_than_anybody_reads_is_cut() -> None:
    pushed, snapshot = Pushed(), document(PATH, "")
    pushed.want(snapshot)
    pushed.hear(said(100_000))

    assert len(await pushed.of(snapshot, 0) or []) == 1_000


def test_a_malformed_message_counts_as_none() -> None:
    pushed = Pushed()
    odd: list[Any] = [None, {}, {"uri": 1, "diagnostics": []}, {"uri": URI}]
    for each in odd:
        pushed.hear(each)
