import asyncio

import pytest

from devmentor_analyzers.engines.last_words import LastWords


async def words(said: bytes, code: int | None = None, known: str = "") -> str:
    stderr = asyncio.StreamReader()
    stderr.feed_data(said)
    stderr.feed_eof()
    last = LastWords()
    last.begin()
    await last.listen(stderr)
    if known:
        last.know(known)
        last.know("It left, too.")
    last.ended(code)
    return str(last)


@pytest.mark.parametrize(
    ("said", "code", "known", "expected"),
    [
        (b"", None, "", ""),
        (b"a\n\n  out of memory \n", 1, "", "out of memory"),
        (b"", 3, "", "It ended with code 3."),
        (b"", -9, "", "It was ended by signal 9 (SIGKILL)."),
        (b"INFO ready\n", -15, "", "It was ended by signal 15 (SIGTERM). It said last: INFO ready"),
        (b"", -200, "", "It was ended by signal 200."),
        (b"INFO ready\n", -9, "It was stopped.", "It was stopped."),
    ],
)
async def test_the_best_reason_is_told(
    said: bytes, code: int | None, known: str, expected: str
) -> None:
    assert await words(said, code, known) == expected


async def test_a_new_life_has_no_reason_to_end() -> None:
    last = LastWords()
    last.know("It was stopped.")
    last.begin()

    assert str(last) == ""
