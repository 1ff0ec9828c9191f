from pathlib import Path
from typing import Any

from tests.analyzers.advice.test_complexity import WIDE
from tests.analyzers.documents import saved

from devmentor_analyzers.advice.adviser import Adviser
from devmentor_analyzers.advice.choices import Choices

LIMIT = 1_000_000


def advice(adviser: Adviser, path: Path, text: str | None = None) -> list[Any]:
    steps = adviser.advice(path, text)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return [each["code"] for each in done.value]


def test_a_text_counts_before_its_file(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.py", WIDE).path
    adviser = Adviser(Choices(), LIMIT)

    assert advice(adviser, path) == ["too-complex"]
    assert advice(adviser, path, "x = 1\n") == []
    assert advice(adviser, path, WIDE) == ["too-complex"]


def test_the_same_text_is_not_looked_at_again(tmp_path: Path) -> None:
    adviser = Adviser(Choices(), LIMIT)
    first = len(list(adviser.advice(tmp_path / "a.py", WIDE)))
    again = len(list(adviser.advice(tmp_path / "a.py", WIDE)))

    assert again < first


def test_nothing_is_said_of_what_cannot_be_read(tmp_path: Path) -> None:
    adviser = Adviser(Choices(), 100)

    assert advice(adviser, tmp_path / "gone.py") == []
    assert advice(adviser, tmp_path / "a.unknown", WIDE) == []
    assert advice(adviser, tmp_path / "a.py", WIDE) == []
    assert advice(adviser, tmp_path / "a.py", "\0") == []


def test_silence_is_silent(tmp_path: Path) -> None:
    assert advice(Adviser(Choices.silent(), LIMIT), tmp_path / "a.py", WIDE) == []


def test_what_many_documents_need_is_bounded(tmp_path: Path) -> None:
    adviser = Adviser(Choices(), LIMIT)

    found = [advice(adviser, tmp_path / f"{n}.py", WIDE) for n in range(200)]

    assert all("too-complex" in each for each in found)
